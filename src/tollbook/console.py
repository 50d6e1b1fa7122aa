"""The command line's two streams: results on standard output, everything else on standard error. The only place that writes to either."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from typing import TextIO

from tollbook.model.errors import Failure
from tollbook.publish.terminal.clean import ascii_signs, clean
from tollbook.publish.terminal.style import Style

_WIDTH = 100
_NARROWEST = 40
_WIDEST = 160


class Console:
    """Writes lines; shows progress only where a person watches standard error."""

    def __init__(self) -> None:
        self._progress = _is_terminal(sys.stderr)
        self._shown = False
        for stream in (sys.stdout, sys.stderr):
            reconfigure = getattr(stream, "reconfigure", None)
            if reconfigure is not None:
                reconfigure(errors="backslashreplace")

    def style(self) -> Style:
        """How results look on this standard output."""
        if not _is_terminal(sys.stdout):
            return Style(_WIDTH)
        colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        return Style(max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size((_WIDTH, 24)).columns)), colour)

    def lines(self, lines: Iterable[str]) -> None:
        """Result lines, already clean."""
        self.clear()
        text = "\n".join(lines) + "\n"
        sys.stdout.write(text if _holds_signs(sys.stdout) else ascii_signs(text))
        sys.stdout.flush()

    def data(self, line: str) -> None:
        """One line of data, in UTF-8 whatever the terminal's own encoding."""
        self.clear()
        sys.stdout.flush()
        sys.stdout.buffer.write(line.encode("utf-8") + b"\n")
        sys.stdout.buffer.flush()

    def text(self, text: str) -> None:
        """A text of many lines: word for word, but for what could steer a terminal where one watches."""
        self.data("\n".join(clean(line) for line in text.split("\n")).rstrip("\n") if _is_terminal(sys.stdout) else text.removesuffix("\n"))

    def warning(self, source: str, text: str) -> None:
        """Something to know about a report that was read all the same."""
        self._note(f"warning: {clean(source)}: {clean(text)}")

    def failure(self, failure: Failure) -> None:
        """A report that was not read, in one line."""
        self._note(f"not read: {clean(failure.source)}: {clean(failure.problem)}; {clean(failure.advice)}")

    def error(self, text: str) -> None:
        """What kept the whole command from its work."""
        self._note(f"tollbook: {clean(text)}")

    def progress(self, text: str) -> None:
        """Where the work is, on one line that the next replaces."""
        if self._progress:
            width = shutil.get_terminal_size((_WIDTH, 24)).columns
            sys.stderr.write("\r\x1b[K" + clean(text)[: width - 1])
            sys.stderr.flush()
            self._shown = True

    def clear(self) -> None:
        """Take the progress line away."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._shown = False

    def _note(self, text: str) -> None:
        self.clear()
        sys.stderr.write((text if _holds_signs(sys.stderr) else ascii_signs(text)) + "\n")
        sys.stderr.flush()


def _is_terminal(stream: TextIO) -> bool:
    try:
        return stream.isatty()
    except (AttributeError, ValueError):
        return False


def _holds_signs(stream: TextIO) -> bool:
    try:
        "≥–…⟦“".encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
