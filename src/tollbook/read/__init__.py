"""Read: bytes to reports. Knows formats, encodings and boilerplate; knows nothing of what the text means."""

from tollbook.read.options import ReadOptions
from tollbook.read.sources import read_paths
from tollbook.read.text import read_text

__all__ = ["ReadOptions", "read_paths", "read_text"]
