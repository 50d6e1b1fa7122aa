"""Gives the environment in which a test's own process finds the same tollbook as the test."""

from __future__ import annotations

import os
from pathlib import Path

import tollbook

SOURCE = str(Path(tollbook.__file__).parents[1])


def environment(**more: str) -> dict[str, str]:
    """This process's environment with tollbook on the path."""
    path = os.pathsep.join([SOURCE, *filter(None, [os.environ.get("PYTHONPATH")])])
    return {**os.environ, "PYTHONPATH": path, **more}
