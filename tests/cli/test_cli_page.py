"""docs/cli.md is what the commands say of themselves."""

from __future__ import annotations

import importlib.util
import tomllib
from pathlib import Path

from tollbook import __version__

ROOT = Path(__file__).parents[2]


def test_the_page_is_the_generated_one() -> None:
    spec = importlib.util.spec_from_file_location("cli_page", ROOT / "tools" / "cli_page.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (ROOT / "docs" / "cli.md").read_text(encoding="utf-8") == module.page(), "run: python tools/cli_page.py > docs/cli.md"


def test_the_version_is_the_packages() -> None:
    assert tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"] == __version__
