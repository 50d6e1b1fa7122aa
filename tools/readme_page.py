"""Fills the generated parts of README.md: the stage table and the example's output. `--check` says whether they are up to date and changes nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tollbook.pipeline import STAGES

ROOT = Path(__file__).parents[1]


def stages() -> str:
    """The stages as a table: what each needs and gives."""
    rows = ["| stage | needs | gives | what it does |", "|---|---|---|---|"]
    rows += [f"| `{stage.name}` | {', '.join(stage.needs)} | {', '.join(stage.gives)} | {stage.doc} |" for stage in STAGES]
    return "\n".join(rows)


def example() -> str:
    """What the command line prints for one example, in 110 columns."""
    command = [sys.executable, "-m", "tollbook", "code", "examples/two-towns.txt", "--published", "2024-05-14"]
    environment = {**os.environ, "COLUMNS": "110", "NO_COLOR": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return "```\n$ tollbook code examples/two-towns.txt --published 2024-05-14\n" + done.stdout.rstrip() + "\n```"


def filled(text: str) -> str:
    """The README with its generated parts renewed."""
    for name, content in (("stages", stages()), ("example", example())):
        head, _, rest = text.partition(f"<!-- {name} -->")
        _, _, tail = rest.partition(f"<!-- /{name} -->")
        text = f"{head}<!-- {name} -->\n{content}\n<!-- /{name} -->{tail}"
    return text


def main() -> int:
    path = ROOT / "README.md"
    old = path.read_text(encoding="utf-8")
    new = filled(old)
    if "--check" in sys.argv:
        return 0 if new == old else 1
    path.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
