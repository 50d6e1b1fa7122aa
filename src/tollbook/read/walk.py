"""Takes paths; gives the files to read, folders in name order, and a Failure for what is none.

Follows no link to a folder and opens no pipe.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tollbook.model.errors import Failure


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to read: `path` opens it, `source` names it in reports and messages. `path` is None for standard input."""

    path: str | None
    source: str


def walk(paths: Iterable[str]) -> Iterator[FoundFile | Failure]:
    """The files under the paths, in the order given; inside a folder sorted by name, hidden names left out."""
    for path in paths:
        if path == "-":
            yield FoundFile(None, "-")
        else:
            yield from _path(path)


def printable(path: str) -> str:
    """A path as text that can be printed and stored, also when its bytes are no UTF-8."""
    return os.fsencode(path).decode("utf-8", "replace") if "\0" not in path else path.replace("\0", "\ufffd")


def _path(path: str) -> Iterator[FoundFile | Failure]:
    waiting = [path]
    given = True
    while waiting:
        current = waiting.pop()
        kind = _kind(current)
        if isinstance(kind, Failure):
            yield kind
        elif kind == "file":
            yield FoundFile(current, printable(current))
        elif not given and os.path.islink(current):
            yield Failure(printable(current), "is a link to a folder and was not followed", "name the folder itself if it is to be read")
        else:
            inner = _listing(current)
            if isinstance(inner, Failure):
                yield inner
            elif not inner and given:
                yield Failure(
                    printable(current), "the folder holds no file to read", "name a folder with reports (hidden files are left out)"
                )
            else:
                waiting.extend(reversed(inner))
        given = False


def _listing(folder: str) -> list[str] | Failure:
    try:
        names = sorted((name for name in os.listdir(folder) if not name.startswith(".")), key=os.fsencode)
    except OSError as error:
        return Failure(printable(folder), f"the folder cannot be opened ({_why(error)})", "check its permissions and name it again")
    return [os.path.join(folder, name) for name in names]


def _kind(path: str) -> str | Failure:
    source = printable(path)
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        problem = "is a link that leads nowhere" if os.path.islink(path) else "there is no such file or folder"
        return Failure(source, problem, "check the spelling of the path")
    except ValueError:
        return Failure(source, "is no possible path", "check the spelling of the path")
    except OSError as error:
        return Failure(source, f"cannot be reached ({_why(error)})", "check the path, its links and its permissions")
    if stat.S_ISDIR(mode):
        return "folder"
    if stat.S_ISREG(mode):
        return "file"
    name = "a pipe" if stat.S_ISFIFO(mode) else "a socket" if stat.S_ISSOCK(mode) else "a device"
    return Failure(source, f"is {name}, no file", "send its content to standard input and name it as -")


def _why(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
