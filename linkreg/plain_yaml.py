"""YAML read as text only: no guessed types, no repeated keys.

Plain YAML turns ``010`` into 8, ``no`` into false, and lets the last of two equal keys win. In files
about law and procurement each of those is a mistake nobody sees, so here every scalar stays the text
that was written, and a repeated key is refused.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import yaml


class PlainYamlError(ValueError):
    """The text is not YAML, or repeats a key; the message names line and column."""


class _TextLoader(yaml.BaseLoader):
    """A loader for mappings, lists and text."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                mark = key.start_mark
                raise PlainYamlError(f"baris {mark.line + 1}: kunci {key.value!r} berulang")
            seen.add(key.value)
        return super().construct_mapping(node, deep=deep)


def load_plain_yaml(text: str) -> Any:
    """Return the document as dicts, lists and strings; raise ``PlainYamlError`` with the line."""
    try:
        return yaml.load(text, Loader=_TextLoader)  # noqa: S506 - builds nothing but text
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"baris {mark.line + 1}: " if mark else ""
        problem = getattr(error, "problem", None) or "tidak dapat dibaca"
        raise PlainYamlError(f"{where}{problem}") from error
