"""Makes docs/cli.md from the commands themselves, so that the page cannot say what the commands do not.

python tools/cli_page.py > docs/cli.md
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

import typer

from tollbook.cli import app

_HEAD = """# The command line

Made by `tools/cli_page.py`; change the help texts in `src/tollbook/cli.py` instead of this page.

{about}

Every command answers `--help`. Results go to standard output; warnings, failures and progress to standard error, progress only when that is a
terminal. Colour is used in a terminal only; `NO_COLOR` turns it off. Lines fit the terminal, or 100 columns elsewhere. Control characters in a
report are shown as signs and never reach the terminal. Nothing is fetched from anywhere.

Exit code | meaning
---|---
0 | all is well
1 | something could not be read, or a record is not whole; the rest was done
2 | the command itself was wrong, or the record cannot be used; the message says what to do
130 | interrupted; a record is whole and the same command goes on
"""


def page() -> str:
    """The whole page."""
    group: Any = typer.main.get_command(app)
    parts = [_HEAD.format(about=group.help)]
    for name, command in group.commands.items():
        inner = getattr(command, "commands", None)
        if inner is None:
            parts.append(_command(name, command))
        else:
            parts += [f"## {name}\n\n{command.help.strip()}\n", *(_command(f"{name} {part}", one) for part, one in inner.items())]
    return "\n".join(parts)


def _command(name: str, command: Any) -> str:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option" and "--help" not in p.opts]
    usage = " ".join(["tollbook", name, *(_argument(p) for p in arguments), *(_usage(p) for p in options)])
    lines = [f"## {name}", "", command.help.strip(), "", "```", usage, "```", ""]
    rows = [(f"`{p.metavar}`", p.help) for p in arguments] + [(f"`{_spelt(p)}`".replace("|", "\\|"), _said(p)) for p in options]
    if rows:
        lines += ["| | |", "|---|---|", *(f"| {left} | {right} |" for left, right in rows), ""]
    return "\n".join(lines)


def _argument(parameter: Any) -> str:
    name = f"{parameter.metavar}..." if parameter.nargs == -1 else str(parameter.metavar)
    return name if parameter.required else f"[{name}]"


def _spelt(parameter: Any) -> str:
    if parameter.is_flag:
        return str(parameter.opts[0])
    return f"{parameter.opts[0]} {parameter.metavar}"


def _usage(parameter: Any) -> str:
    return _spelt(parameter) if parameter.required else f"[{_spelt(parameter)}]"


def _said(parameter: Any) -> str:
    default = getattr(parameter.default, "value", parameter.default)
    tail = " Required." if parameter.required else f" Default: {default}." if isinstance(default, str) else ""
    return f"{parameter.help}{tail}"


if __name__ == "__main__":
    print(page(), end="")
