"""One parsed file: classes, spans, lines, comments, and what cannot be parsed."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from channels_fix.module import Module, ParseError, comments, parse, split_lines
from channels_fix.rule import Position, Span

NESTED = """\
class A:
    class B:
        def f(self):
            class C: ...


def g():
    if True:
        class D: ...

    def h():
        class E: ...


class A: ...
"""


def module(text: str) -> Module:
    return Module(Path("/nowhere/m.py"), "m", text)


class TestClasses:
    def test_every_class_is_known_by_its_path(self) -> None:
        found = module(NESTED).classes
        assert list(found) == ["A.B", "A.B.f.<locals>.C", "g.<locals>.D", "g.<locals>.h.<locals>.E", "A"]
        assert found["A.B"].name == "m.A.B"

    def test_functions_around_a_class_are_known_from_the_outermost(self) -> None:
        found = module(NESTED).classes
        assert [function.name for function in found["g.<locals>.h.<locals>.E"].within] == ["g", "h"]
        assert found["A.B"].within == ()

    @pytest.mark.parametrize(
        ("body", "line"),
        [
            ("def f(self): ...", 2),
            ("async def f(self): ...", 2),
            ("@decorated\n    def f(self): ...", 3),
            ("def f(self): ...\n    def f(self): ...", 3),
        ],
    )
    def test_last_definition_of_a_method_is_taken(self, body: str, line: int) -> None:
        method = module(f"class A:\n    {body}\n").classes["A"].method("f")
        assert method is not None
        assert method.lineno == line

    @pytest.mark.parametrize(
        "body",
        [
            "pass",
            "f = 1",
            "f = g",
            "def f(self): ...\n    f = decorated(f)",
            "if x:\n        def f(self): ...\n    else:\n        def f(self): ...",
        ],
    )
    def test_method_that_cannot_be_known_is_none(self, body: str) -> None:
        assert module(f"class A:\n    {body}\n").classes["A"].method("f") is None


class TestSpans:
    @pytest.mark.parametrize(
        ("text", "start", "end"),
        [
            ("ab = 1", (1, 1), (1, 7)),
            ("x = 1\nab = (\n  1)", (2, 1), (3, 5)),
            ('"äö"; ab = "ü"', (1, 7), (1, 15)),
            ("x = 1\r\nab = 1\r\n", (2, 1), (2, 7)),
            ("x = 1\rab = 1\r", (2, 1), (2, 7)),
            ("# \x0b\x0c\x1c\u2028\nab = 1", (2, 1), (2, 7)),
        ],
    )
    def test_columns_count_characters_and_rows_count_as_python_does(
        self, text: str, start: tuple[int, int], end: tuple[int, int]
    ) -> None:
        found = module(text)
        assert found.span(found.tree.body[-1]) == Span(Position(*start), Position(*end))

    @pytest.mark.parametrize(
        ("text", "start", "end"),
        [
            ("(a, b)", (1, 2), (1, 6)),
            ("(a), (b)", (1, 1), (1, 9)),
            ("((a), (b))", (1, 2), (1, 10)),
            ("a, b", (1, 1), (1, 5)),
            ("(\n    a,  # (\n    'ä)',\n)", (2, 5), (3, 10)),
            ("()", (1, 1), (1, 3)),
        ],
    )
    def test_parentheses_of_a_tuple_do_not_count(self, text: str, start: tuple[int, int], end: tuple[int, int]) -> None:
        found = module(text)
        expression = found.tree.body[0]
        assert isinstance(expression, ast.Expr)
        assert found.span(expression.value) == Span(Position(*start), Position(*end))


class TestLines:
    @pytest.mark.parametrize(
        "lines",
        [
            [],
            ["a"],
            ["a\n"],
            ["\n", "a\n"],
            ["a\r\n", "b\r\n"],
            ["a\r", "b\r"],
            ["a\r", "\r\n", "\n", "\r", "b"],
            ["a\x0c\x0b\x1c\x85\u2028b\n"],
        ],
    )
    def test_lines_end_where_python_ends_them(self, lines: list[str]) -> None:
        assert split_lines("".join(lines)) == lines

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_comments_are_found_on_their_rows(self, end: str) -> None:
        text = end.join(["# one", 'x = "# none"  # two', "def f():", "    # three", "    pass", ""])
        assert [(token.string, token.start[0]) for token in comments(text)] == [
            ("# one", 1),
            ("# two", 2),
            ("# three", 4),
        ]


class TestParsing:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("x = = 1", "line 1: invalid syntax"),
            ("x = 1\n  y", "line 2: unexpected indent"),
            ("print 'x'", "line 1: Missing parentheses"),
            ("x = '\0'", "null bytes"),
            ("(" * 500 + ")" * 500, "line 1: too many nested parentheses"),
            ("-" * 200_000 + "1", "nested too deeply"),
        ],
    )
    def test_text_that_cannot_be_parsed_is_told_in_one_line(self, text: str, words: str) -> None:
        with pytest.raises(ParseError) as error:
            parse(text)
        assert str(error.value).startswith("cannot parse: ")
        assert words in str(error.value)
        assert "\n" not in str(error.value)

    def test_warnings_of_the_compiler_are_not_ours(self) -> None:
        assert isinstance(parse(r"x = '\d' is 1"), ast.Module)

    def test_scope_holds_the_names_of_the_top_level(self) -> None:
        assert set(module("import a\n\n\nclass B: ...\n").scope.names) == {"a", "B"}
