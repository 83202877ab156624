"""What one scope binds, and under which circumstances."""

from __future__ import annotations

import ast

import pytest

from channels_fix.bindings import all_arguments, binds, is_bound_anywhere, scope_of


def targets(text: str) -> dict[str, list[str]]:
    """For every name what it is imported from, or the text it is bound to, or `?`; marked when not always so."""
    scope = scope_of(ast.parse(text).body)
    return {
        name: [
            ("." * binding.level + (binding.target or (ast.unparse(binding.value) if binding.value else "?")))
            + {"always": ""}.get(binding.when.value, f" ({binding.when.value})")
            for binding in found
        ]
        for name, found in scope.names.items()
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("import a", {"a": ["a"]}),
        ("import a.b.c", {"a": ["a"]}),
        ("import a.b as c, d", {"c": ["a.b"], "d": ["d"]}),
        ("from a import b, c as d", {"b": ["a.b"], "d": ["a.c"]}),
        ("from . import b", {"b": [".b"]}),
        ("from ..a import b", {"b": ["..a.b"]}),
        ("a = b = c", {"a": ["c"], "b": ["c"]}),
        ("a = 1\na = 2", {"a": ["1", "2"]}),
        ("a: int = 1", {"a": ["1"]}),
        ("a: int", {}),
        ("a += 1", {"a": ["?"]}),
        ("a, (b, *c) = d", {"a": ["?"], "b": ["?"], "c": ["?"]}),
        ("a.b = a[0] = 1", {}),
        ("x = (a := 1)", {"x": ["(a := 1)"], "a": ["?"]}),
        ("print(a := 1)", {"a": ["? (sometimes)"]}),
        ("with x as a, y as (b, c): d = 1", {"a": ["?"], "b": ["?"], "c": ["?"], "d": ["1"]}),
        ("del a", {"a": ["? (sometimes)"]}),
        ("for a in x: b = 1\nelse: c = 2", {"a": ["? (sometimes)"], "b": ["1 (sometimes)"], "c": ["2 (sometimes)"]}),
        ("while x: a = 1", {"a": ["1 (sometimes)"]}),
        ("if x: a = 1\nelse: a = 2", {"a": ["1 (sometimes)", "2 (sometimes)"]}),
        ("if x:\n    if y: a = 1", {"a": ["1 (sometimes)"]}),
        ("if TYPE_CHECKING: import a\nelse: a = 1", {"a": ["a (typing)", "1"]}),
        ("if typing.TYPE_CHECKING:\n    if x: import a", {"a": ["a (typing)"]}),
        ("try: a = 1\nexcept E as b: a = 2", {"a": ["1", "2 (sometimes)"], "b": ["? (sometimes)"]}),
        ("try: import a\nexcept ImportError: a = None", {"a": ["a", "None (fallback)"]}),
        ("try: import a\nexcept (ImportError, E): a = 1\nelse: b = 2", {"a": ["a", "1 (fallback)"], "b": ["2"]}),
        ("try: x()\nexcept: a = 1\nfinally: b = 2", {"a": ["1 (sometimes)"], "b": ["2"]}),
        ("if x:\n    try: import a\n    except ImportError: a = 1", {"a": ["a (sometimes)", "1 (sometimes)"]}),
        ("match x:\n    case {'k': a, **b} | [a, *b]: c = 1\n    case d: pass", {
            "a": ["? (sometimes)"] * 2, "b": ["? (sometimes)"] * 2, "c": ["1 (sometimes)"], "d": ["? (sometimes)"]}),
    ],
)  # fmt: skip
def test_statement_binds(text: str, found: dict[str, list[str]]) -> None:
    assert targets(text) == found


def test_definitions_bind_their_names_and_keep_what_is_inside_to_themselves() -> None:
    scope = scope_of(ast.parse("def f(): a = 1\nasync def g(): b = 1\nclass C: c = 1").body)
    assert set(scope.names) == {"f", "g", "C"}


def test_star_imports_are_kept_apart_in_their_order() -> None:
    scope = scope_of(ast.parse("from a import *\nfrom ..b import *\nfrom . import *").body)
    assert scope.names == {}
    assert [(star.target, star.level) for star in scope.stars] == [("a", 0), ("b", 2), ("", 1)]


def test_names_of_an_outer_scope_are_not_bound_here() -> None:
    function = ast.parse("def f(a, /, b, *c, d, **e):\n    global a\n    nonlocal b\n    b = g = 1").body[0]
    assert isinstance(function, ast.FunctionDef)
    assert set(scope_of(function.body, function.args).names) == {"c", "d", "e", "g"}


def test_parameters_come_in_the_order_of_the_signature() -> None:
    function = ast.parse("def f(a, /, b, *c, d, **e): ...").body[0]
    assert isinstance(function, ast.FunctionDef)
    assert [argument.arg for argument in all_arguments(function.args)] == ["a", "b", "c", "d", "e"]


@pytest.mark.parametrize(
    "text",
    [
        "name = 1",
        "del name",
        "def f(name): ...",
        "lambda name: 1",
        "def name(): ...",
        "async def name(): ...",
        "class name: ...",
        "try: x\nexcept E as name: ...",
        "match x:\n    case name: ...",
        "match x:\n    case [*name]: ...",
        "match x:\n    case {**name}: ...",
        "import name.sub",
        "import x as name",
        "from x import name",
        "def f():\n    global name",
        "def f():\n    def g():\n        nonlocal name",
        "[name for name in x]",
    ],
)
def test_name_is_bound_somewhere(text: str) -> None:
    assert is_bound_anywhere(ast.parse(text), "name")


@pytest.mark.parametrize(
    "text", ["name", "x.name = 1", "x(name=1)", "import x.name", "from x import name as y", "'name'"]
)
def test_name_is_bound_nowhere(text: str) -> None:
    assert not is_bound_anywhere(ast.parse(text), "name")


def test_node_binds_only_its_own_name() -> None:
    assert not binds(ast.parse("class A:\n    name = 1").body[0], "name")
