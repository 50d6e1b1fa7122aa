"""tollbook: the record of what armed conflict does to people, kept from the news, every figure tied to who said it and to the words that say it."""

__version__ = "0.1.0"
