"""Takes the parts of a page; gives a whole HTML page with its style and script inside and a policy that forbids everything else."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources

from tollbook.publish.dossier.markup import Html, attribute, el, escape

_ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
    "%3Cpath fill='%238c1d18' d='M2 3h12v2H9v9H7V5H2z'/%3E%3C/svg%3E"
)


@cache
def asset(name: str) -> str:
    """A style sheet or script that the package carries."""
    return resources.files("tollbook.publish").joinpath("data", name).read_text(encoding="utf-8").strip()


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


@cache
def policy() -> str:
    """The content security policy: our own style and script by their hashes, the icon, nothing else and nowhere to go."""
    style, script = _hash(asset("dossier.css")), _hash(asset("dossier.js"))
    return f"default-src 'none'; style-src {style}; script-src {script}; img-src data:; base-uri 'none'; form-action 'none'"


def page(title: str, header: Html, main: Html, footer: Html) -> str:
    """The whole page as text."""
    return "".join(
        (
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{attribute(policy())}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="color-scheme" content="light dark">\n',
            '<meta name="referrer" content="no-referrer">\n',
            f'<link rel="icon" href="{attribute(_ICON)}">\n',
            f"<title>{_plain(title)}</title>\n<style>{asset('dossier.css')}</style>\n</head>\n<body>\n",
            el("a", {"class": "skip", "href": "#main"}, "Skip to the record").text,
            f"\n{header.text}\n",
            el("main", {"id": "main"}, main).text,
            f"\n{footer.text}\n<script>{asset('dossier.js')}</script>\n</body>\n</html>\n",
        )
    )


def _plain(title: str) -> str:
    return attribute(title) if title.strip() else escape("Dossier")
