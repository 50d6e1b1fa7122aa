"""Tokens, sentences and paragraphs over a report's text: the ground that extract and resolve stand on."""
