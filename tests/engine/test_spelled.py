"""The places of a module where a name is spelled."""

from __future__ import annotations

import ast
from pathlib import Path
from textwrap import dedent

from channels_fix.module import Module
from channels_fix.spelled import aliases, spelled


def module(text: str) -> Module:
    return Module(Path("/nowhere/views.py"), "views", dedent(text))


def places(name: str, text: str) -> list[tuple[str, list[str]]]:
    """What is found, and the kinds of nodes around it, from the inside out."""
    found = spelled(name, module(text))
    return [(ast.unparse(node), [type(one).__name__ for one in parents]) for node, parents in found]


def test_names_and_attributes_are_found_in_the_order_of_the_text() -> None:
    text = """
        def view(request):
            first = fetch(request)
            return (
                service
                .fetch(first, fetch)
            )
    """
    assert [place for place, _ in places("fetch", text)] == ["fetch", "service.fetch", "fetch"]


def test_a_place_knows_what_it_stands_in() -> None:
    assert places("fetch", "class A:\n    b = [fetch]\n") == [("fetch", ["List", "Assign", "ClassDef", "Module"])]


def test_decorators_stand_above_the_row_of_their_function() -> None:
    text = """
        @cached(
            fetch
        )
        def view(request, default=other):
            pass
    """
    assert [place for place, _ in places("fetch", text)] == ["fetch"]


def test_what_an_f_string_names_is_found() -> None:
    text = '''
        def view(request):
            return f"""
            {request.path}
            {fetch(request, key=lambda: fetch)!r:>{fetch}}
            """
    '''
    assert [place for place, _ in places("fetch", text)] == ["fetch", "fetch", "fetch"]


def test_to_bind_a_name_is_not_to_read_it() -> None:
    text = "fetch = 1\nself.fetch = 2\ndef fetch(): pass\nimport fetch\n# fetch\nprefetch()\n"

    assert places("fetch", text) == []


def test_other_names_of_what_is_imported() -> None:
    text = """
        from service import fetch as get, fetch as load, other as fetch
        from service import fetch
        from other import (
            fetch
            as read,
        )
        with fetch as f:
            pass
    """
    assert aliases("fetch", module(text)) == ["get", "load", "read"]


def test_a_name_without_another_one() -> None:
    assert aliases("fetch", module("from service import fetch\nimport fetch as other\n")) == []
