"""Vocabulary and tables that a researcher can edit, and the loader that checks them."""
