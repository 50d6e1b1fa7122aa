"""Takes a binary stream; gives its head and its bytes, unpacked when it is gzip, within limits. Never holds more than it was allowed to."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable
from typing import BinaryIO, cast

from tollbook.model.errors import BadInput

_GZIP = b"\x1f\x8b"
_CHUNK = 65_536


class Unpacked:
    """A stream that can be looked into before it is read, gzip taken off, with a count of what came out of it."""

    def __init__(self, raw: BinaryIO, head_bytes: int, max_unpacked: int) -> None:
        self._left = max_unpacked
        self._max = max_unpacked
        self._head = b""
        first = _exactly(raw, 2)
        joined = _Joined(first, raw)
        self.packed = first == _GZIP
        plain = io.BufferedReader(joined, _CHUNK)
        self._stream = io.BufferedReader(cast(io.RawIOBase, gzip.GzipFile(fileobj=plain)), _CHUNK) if self.packed else plain
        self._head = self._take(head_bytes)
        if self.packed and self._head.startswith(_GZIP):
            raise BadInput("is gzip inside gzip; unpack it once and give it again")

    @property
    def head(self) -> bytes:
        return self._head

    def whole(self, limit: int) -> bytes:
        """All of it; raises BadInput when that is more than `limit` bytes."""
        parts = [self._head]
        size = len(self._head)
        while size <= limit:
            part = self._take(min(_CHUNK * 16, limit + 1 - size))
            if not part:
                return b"".join(parts)
            parts.append(part)
            size += len(part)
        raise BadInput(f"is larger than {limit:,} bytes{' unpacked' if self.packed else ''}; split it, or give reports one by one")

    def line(self, limit: int) -> bytes | None:
        """The next line with its end, b"" after the last; None for a line longer than `limit`, which is passed over."""
        line = self._read_line(limit + 1)
        if len(line) <= limit:
            return line
        while line and not line.endswith(b"\n"):
            line = self._read_line(_CHUNK)
        return None

    def _read_line(self, limit: int) -> bytes:
        if self._head:
            end = self._head.find(b"\n") + 1
            if 0 < end <= limit or len(self._head) >= limit:
                end = min(end or limit, limit)
                line, self._head = self._head[:end], self._head[end:]
                return line
            start, self._head = self._head, b""
            return start + self._guard(self._stream.readline, limit - len(start))
        return self._guard(self._stream.readline, limit)

    def _take(self, count: int) -> bytes:
        parts: list[bytes] = []
        while count > 0:
            part = self._guard(self._stream.read, count)
            if not part:
                break
            parts.append(part)
            count -= len(part)
        return b"".join(parts)

    def _guard(self, read: Callable[[int], bytes], count: int) -> bytes:
        try:
            part = read(count)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise BadInput(f"is a damaged gzip file ({error}); fetch it again") from error
        self._left -= len(part)
        if self._left < 0:
            raise BadInput(f"unpacks to more than {self._max:,} bytes; split it into smaller files")
        return part


class _Joined(io.RawIOBase):
    """Bytes already read, then the stream that they came from."""

    def __init__(self, start: bytes, rest: BinaryIO) -> None:
        self._start = start
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        part = self._start[: len(view)]
        if part:
            self._start = self._start[len(part) :]
        else:
            part = self._rest.read(len(view)) or b""
        view[: len(part)] = part
        return len(part)


def _exactly(raw: BinaryIO, count: int) -> bytes:
    found = b""
    while len(found) < count:
        part = raw.read(count - len(found))
        if not part:
            break
        found += part
    return found
