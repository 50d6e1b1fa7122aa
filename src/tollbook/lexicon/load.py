"""Takes the YAML files of this folder; gives checked, immutable tables. The only place that reads them; a wrong file is named with line and remedy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from tollbook.model.errors import BadLexicon


def data_path(*parts: str) -> Path:
    """The path of a data file inside the installed package; raises BadLexicon when it is not there."""
    path = Path(str(resources.files("tollbook.lexicon"))).joinpath(*parts)
    if not path.exists():
        raise BadLexicon(f"{'/'.join(parts)} is missing from the installed package; reinstall tollbook (pip install .)")
    return path


@cache
def table(*parts: str) -> Any:
    """The content of one YAML file, e.g. table("en", "harm.yaml"). Callers validate its shape and must not change it."""
    path = data_path(*parts)
    with _told(path.name), path.open(encoding="utf-8") as handle:
        return yaml.load(handle, Loader=_Loader)


Lines = tuple[int, dict[str, int]]
"""Where an entry begins, and where each of its keys stands."""


def with_lines(path: Path, name: str, key: str) -> tuple[Any, list[Lines]]:
    """The content of a YAML file anywhere, and the lines of each entry of the list under `key`; `name` is what messages call the file."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadLexicon(f"{name}, line 1: it cannot be read ({error}); save it as UTF-8 text") from error
    with _told(name):
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
            return (loader.construct_document(node), _entry_lines(node, key)) if node is not None else (None, [])
        finally:
            loader.dispose()


def _entry_lines(node: yaml.Node, key: str) -> list[Lines]:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    lists = [value for name, value in pairs if name.value == key and isinstance(value, yaml.SequenceNode)]
    found = []
    for entry in lists[0].value if lists else []:
        inner = entry.value if isinstance(entry, yaml.MappingNode) else []
        found.append((entry.start_mark.line + 1, {str(word.value): word.start_mark.line + 1 for word, _ in inner}))
    return found


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Mistakes in the YAML of a file as BadLexicon, with file and line."""
    try:
        yield
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark is not None else ""
        raise BadLexicon(f"{name}{line}: {getattr(error, 'problem', error)}; correct the YAML at that line") from error


class _Loader(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):  # type: ignore[misc]
    """Safe loader in which yes/no/on/off stay words (NO is Norway) and a repeated key is an error."""


def _mapping(loader: Any, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
    seen: set[Any] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in seen:
            raise yaml.constructor.ConstructorError(None, None, f"the key {key!r} stands twice", key_node.start_mark)
        seen.add(key)
    return dict(yaml.constructor.SafeConstructor.construct_mapping(loader, node, deep=True))


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
_Loader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in pairs if tag not in ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", __import__("re").compile(r"^(?:true|false)$"), list("tf"))


def must(condition: bool, parts: tuple[str, ...], problem: str, advice: str) -> None:
    """Raise BadLexicon naming the file unless the condition holds."""
    if not condition:
        raise BadLexicon(f"{'/'.join(parts)}: {problem}; {advice}")


def cue_words(parts: tuple[str, ...], section: str) -> list[str]:
    """The words of every cue in a section of a table; each cue has `words`, and sentences that it `reads` and `leaves`. Raises BadLexicon."""
    rows = table(*parts)
    must(isinstance(rows, dict) and isinstance(rows.get(section), dict), parts, f"`{section}` is missing", "give one cue")
    found: list[str] = []
    for name, row in rows[section].items():
        right = isinstance(row, dict) and sorted(row) == ["leaves", "reads", "words"]
        must(right, parts, f"cue {name!r} needs words, reads and leaves", "correct that cue")
        found += [str(one) for one in row["words"]]
    return found
