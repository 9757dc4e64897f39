"""Every code with which an input can be refused, read from the source.

A mistake's code is the argument ``code`` of whatever makes one: ``Mistake``, ``CodedMessage``, and any
function of ours with a parameter of that name. Codes that are put together are in ``COMPUTED``.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from api import conditions
from api.problem import UNEXPECTED_CODE
from linkreg import strict_schema

ROOT = Path(__file__).parents[2]
_PACKAGES = ("linkreg", "api", "search_index")

#: Which argument is the code.
_MAKERS: Mapping[str, int] = {"Mistake": 1, "CodedMessage": 0}

#: Where a code is not written out in the call, and which codes those are.
COMPUTED = {
    "api/conditions.py": {
        conditions._refused(name, "").mistakes[0].code for name in ("If-Match", "If-None-Match")
    },
    "linkreg/strict_schema.py": {
        "invalid",
        *(message.code for message in strict_schema._TRANSLATIONS.values()),
    },
}


@cache
def sources() -> tuple[tuple[str, ast.Module], ...]:
    """Return every module as its path in the repository and its tree."""
    paths = [path for package in _PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    return tuple((one.relative_to(ROOT).as_posix(), _tree(one)) for one in paths)


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def codes_of_mistakes() -> Mapping[str, str]:
    """Return every code with the first place that gives it, as ``file:line``."""
    public = dict(_MAKERS)
    for _, tree in sources():
        public |= {n: i for n, i in _takers(tree).items() if not n.startswith("_")}
    found: dict[str, str] = {}
    for path, tree in sources():
        for code, line in given(path, tree, public):
            found.setdefault(code, f"{path}:{line}")
        for code in COMPUTED.get(path, ()):
            found.setdefault(code, path)
    return found


def codes_of_refusals() -> set[str]:
    """Return the codes of requests that no view answers: ``Refusal`` as it is written out."""
    calls = (node for _, tree in sources() for node in ast.walk(tree) if _is_call(node, "Refusal"))
    literal = {value for call in calls if (value := _text(call.args[1], {}))}
    return literal - {UNEXPECTED_CODE}


def _is_call(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name


def _takers(tree: ast.Module) -> dict[str, int]:
    """Return the functions that take the code of a mistake they make, and as which argument."""
    return {
        node.name: [one.arg for one in node.args.args].index("code")
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and "code" in {one.arg for one in node.args.args}
        and any(_is_call(inner, maker) for inner in ast.walk(node) for maker in _MAKERS)
    }


def given(
    path: str, tree: ast.Module, public: Mapping[str, int] = _MAKERS
) -> Iterator[tuple[str, int]]:
    """Yield every code that a module gives, with its line; ``public`` are the functions of others."""
    makers, constants = {**public, **_takers(tree)}, _constants(tree)
    for function, call in _calls(tree, None):
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        if name not in makers:
            continue
        argument = _argument(call, makers[name])
        code = _text(argument, constants)
        if code is not None:
            yield code, call.lineno
        elif argument is not None and not _is_passed_on(argument, function):
            assert path in COMPUTED, (
                f"{path}:{call.lineno}: write the code out, or add it to COMPUTED"
            )


def _calls(
    node: ast.AST, function: ast.FunctionDef | None
) -> Iterator[tuple[ast.FunctionDef | None, ast.Call]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            yield function, child
        yield from _calls(child, child if isinstance(child, ast.FunctionDef) else function)


def _argument(call: ast.Call, index: int) -> ast.expr | None:
    named = [one.value for one in call.keywords if one.arg == "code"]
    return named[0] if named else call.args[index] if len(call.args) > index else None


def _text(argument: ast.expr | None, constants: dict[str, str]) -> str | None:
    if isinstance(argument, ast.Name):
        return constants.get(argument.id)
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    return None


def _constants(tree: ast.Module) -> dict[str, str]:
    return {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _is_passed_on(argument: ast.expr, function: ast.FunctionDef | None) -> bool:
    """Say whether the code comes from another error or mistake, or from the caller."""
    if isinstance(argument, ast.Attribute):
        return argument.attr == "code"
    given = {one.arg for one in function.args.args} if function else set()
    return isinstance(argument, ast.Name) and argument.id == "code" and argument.id in given
