"""Takes a place name as written; gives the keys it is looked up by. Imports the standard library alone: the build hook runs it from its path."""

from __future__ import annotations

import re
import unicodedata

# Letters that Unicode does not take apart, and signs of transliteration that spellings of one name differ in.
_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ħ": "h", "ŋ": "n", "ə": "a",
        "'": None, "’": None, "‘": None, "ʼ": None, "ʻ": None, "ʾ": None, "ʿ": None, "`": None, "´": None, "ʹ": None, "ʺ": None, "′": None,
        "-": " ", "‐": " ", "‑": " ", "–": " ", "—": " ", ".": " ", ",": " ", "/": " ", "_": " ", "(": " ", ")": " ", "\xa0": " ",
    }
)  # fmt: skip
ARTICLES = frozenset("al el as ash ad ar an at az ez es ed er et en adh ath ul il".split())
# Countries whose names of places carry the Arabic article and a final h in some spellings only.
ARABIC_LANDS = frozenset("AE BH DJ DZ EG EH ER IL IQ IR JO KM KW LB LY MA MR OM PS QA SA SD SO SS SY TD TN YE".split())


def fold(name: str) -> str:
    """The name in lower case without accents, apostrophes and hyphens, words parted by one space."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    if not plain.isascii():
        plain = "".join(sign for sign in plain if not unicodedata.combining(sign)).translate(_LETTERS)
    return " ".join(plain.split())


def loose(folded: str) -> str:
    """A folded name without Arabic articles, final h after a, and doubled letters: spellings of one Arabic name meet here."""
    words = [word for word in folded.split() if word not in ARTICLES] or folded.split()
    return " ".join(_loose_word(word) for word in words)


def _loose_word(word: str) -> str:
    if len(word) < 4:
        return word
    for written, plain in (("ayy", "ay"), ("iyy", "iy"), ("ou", "u"), ("oo", "u"), ("ee", "i")):
        word = word.replace(written, plain)
    if word.endswith("ah") or word.endswith("eh"):
        word = word[:-1]
    kept = [word[0]]
    for sign in word[1:]:
        if sign != kept[-1]:
            kept.append(sign)
    return "".join(kept)


_SILENT = frozenset("aeiouywh")
# Ways of writing one sound in names of several lands, and in those of Myanmar, whose official transcription and that of news differ throughout.
_ALIKE = (
    ("kh", "k"), ("gh", "g"), ("th", "t"), ("dh", "d"), ("ph", "f"), ("bh", "b"), ("sch", "s"), ("sh", "s"), ("ch", "s"), ("zh", "z"), ("dj", "j"),
    ("ck", "k"), ("q", "k"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("x", "ks"), ("iyy", "iy"), ("ayy", "ay"),
)  # fmt: skip
_ALIKE_MM = (
    ("hp", "p"), ("ph", "p"), ("ht", "t"), ("hs", "s"), ("hk", "k"), ("kh", "k"), ("hl", "l"), ("hm", "m"), ("hny", "ny"), ("hn", "n"), ("hw", "w"),
    ("sh", "š"), ("ch", "ky"), ("j", "ky"), ("th", "θ"), ("ng", "ŋ"), ("b", "p"), ("d", "t"), ("g", "k"), ("z", "s"), ("oo", "u"), ("ou", "u"), ("ee", "i"),
    ("ea", "e"), ("ae", "e"), ("ay", "e"), ("ei", "e"), ("ey", "e"), ("oe", "o"), ("one", "on"), ("ine", "ain"),
)  # fmt: skip
_MUTE_R = re.compile("r(?![aeiouwy])")
_TWICE = re.compile(r"(.)\1+")


def sound(folded: str, country: str) -> str:
    """A folded name as one word with one letter for each sound, as the land writes it: spellings of one name meet here, and few others do."""
    if country == "MM":
        plain = folded.replace(" ", "")
        for written, letter in _ALIKE_MM:
            plain = plain.replace(written, letter)
        return _TWICE.sub(r"\1", _MUTE_R.sub("", plain))
    words = [word for word in folded.split() if word not in ARTICLES] or folded.split()
    plain = "".join(words)
    for written, letter in _ALIKE:
        plain = plain.replace(written, letter)
    if plain.endswith(("ah", "eh")):
        plain = plain[:-2] + "a"
    return _TWICE.sub(r"\1", plain)


def consonants(sounds: str) -> str:
    """What is left of the sounds of a name without its vowels."""
    return ("a" if sounds[:1] in _SILENT else sounds[:1]) + "".join(sign for sign in sounds[1:] if sign not in _SILENT)
