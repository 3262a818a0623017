"""The text of a YAML file -> Nodes: values that still know their line, so that errors can name it."""

import difflib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import yaml

from ingest.table.errors import MappingError
from schema.values.value import Json


@dataclass(frozen=True, slots=True)
class Node:
    """A scalar (its exact text), a list or a map of a YAML file, with its line and the keys that lead to it."""

    file: str
    line: int
    path: str
    value: "str | tuple[Node, ...] | Mapping[str, Node]"

    def fail(self, cause: str, remedy: str) -> NoReturn:
        """Raise a MappingError that names this place."""
        raise MappingError(f"{self.file}:{self.line}" + (f" {self.path}" if self.path else ""), cause, remedy)

    def text(self) -> str:
        """The scalar's text. Raises MappingError for lists, maps and nothing."""
        if not isinstance(self.value, str) or not self.value:
            self.fail("a word is expected here", "Write one value, in quotes if it holds : or #.")
        return self.value

    def raw(self) -> str:
        """The scalar's text, which may be empty. Raises MappingError for lists and maps."""
        if not isinstance(self.value, str):
            self.fail("a word is expected here", "Write one value, in quotes if it holds : or #.")
        return self.value

    def number(self) -> float:
        """The scalar as a number. Raises MappingError."""
        try:
            return float(self.text())
        except ValueError:
            self.fail(f"{self.value!r} is not a number", "Write digits, such as 0.3048.")

    def flag(self) -> bool:
        """The scalar as yes or no. Raises MappingError."""
        word = self.text().casefold()
        if word not in {"true", "false", "yes", "no"}:
            self.fail(f"{self.value!r} is neither true nor false", "Write true or false.")
        return word in {"true", "yes"}

    def items(self) -> "tuple[Node, ...]":
        """The list's items; anything else is a list of itself."""
        return self.value if isinstance(self.value, tuple) else (self,)

    def map(self) -> "Mapping[str, Node]":
        """The map. Raises MappingError for scalars and lists."""
        if not isinstance(self.value, Mapping):
            self.fail("keys with values are expected here", "Write `key: value`, one a line.")
        return self.value

    def only(self, known: Iterable[str]) -> "Mapping[str, Node]":
        """The map, all of whose keys are known. Raises MappingError that names the first unknown key."""
        given = self.map()
        for key, node in given.items():
            if key not in known:
                node.unknown("key", key, known)
        return given

    def unknown(self, kind: str, word: str, known: Iterable[str]) -> NoReturn:
        """Raise a MappingError for a word that is none of those known, with the nearest of them."""
        names = sorted(known)
        near = difflib.get_close_matches(word, names, 1)
        hint = f"Did you mean {near[0]}? " if near else ""
        self.fail(f"there is no {kind} {word!r}", f"{hint}There are {', '.join(names) or 'none'}.")

    def plain(self) -> Json:
        """All that it says, without places."""
        if isinstance(self.value, str):
            return self.value
        if isinstance(self.value, tuple):
            return [item.plain() for item in self.value]
        return {key: node.plain() for key, node in self.value.items()}

    def canonical(self) -> str:
        """All that it says as one line of JSON: comments, quotes and layout do not matter; nor does the order of keys,
        except where it decides the order of claims.
        """
        return json.dumps(self.plain(), ensure_ascii=False, separators=(",", ":"))


def read_nodes(path: Path) -> Node:
    """The root of a YAML file. Raises MappingError with file and line."""
    name = path.name
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise MappingError(str(path), "there is no such mapping", "Check the path.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise MappingError(str(path), f"it cannot be read: {error}", "Give a YAML file in UTF-8.") from error
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise MappingError(f"{name}:{line}", f"this is not YAML: {error.problem}", "Correct the line.") from None
    except yaml.YAMLError as error:
        raise MappingError(name, f"this is not YAML: {error}", "Correct the file.") from None
    if root is None:
        raise MappingError(name, "the mapping is empty", "See docs/mappings.md for what a mapping says.")
    return _node(name, "", root, ())


def _node(file: str, path: str, node: yaml.Node, above: tuple[yaml.Node, ...]) -> Node:
    line = node.start_mark.line + 1
    if any(node is one for one in above):
        Node(file, line, path, "").fail("an alias refers to what it stands in", "Write it out.")
    above = (*above, node)
    if isinstance(node, yaml.SequenceNode):
        items = enumerate(node.value)
        return Node(file, line, path, tuple(_node(file, f"{path}[{place}]", item, above) for place, item in items))
    if isinstance(node, yaml.MappingNode):
        found: dict[str, Node] = {}
        for key, value in node.value:
            at = Node(file, key.start_mark.line + 1, path, "")
            if not isinstance(key, yaml.ScalarNode):
                at.fail("a key must be one word", "Write `key: value`.")
            if key.value in found:
                at.fail(f"the key {key.value!r} stands here twice", "Keep one of them.")
            found[key.value] = _node(file, f"{path}.{key.value}" if path else key.value, value, above)
        return Node(file, line, path, found)
    assert isinstance(node, yaml.ScalarNode)
    # Scalars keep their exact text (so that NO stays Norway); an unquoted ~ is empty.
    empty = node.tag == "tag:yaml.org,2002:null" and node.value == "~"
    return Node(file, line, path, "" if empty else node.value)
