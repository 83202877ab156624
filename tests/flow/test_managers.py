"""What context managers make of an exception."""

from __future__ import annotations

import pytest
from asking import ways

RAISES = ["raise KeyError"]
FALLS = ["fall"]


def manager(exit_body: str, name: str = "__exit__", enter: str = "__enter__", prefix: str = "") -> str:
    """A class whose exit has the given body."""
    return (
        f"class Base:\n    {prefix}def {enter}(self):\n        return self\n\n"
        f"    {prefix}def {name}(self, kind, error, traceback):\n        {exit_body}\n\n\n"
        "class Manager(Base):\n    pass\n"
    )


@pytest.mark.parametrize(
    ("classes", "expected"),
    [
        ("", RAISES),
        ("ValueError", RAISES),
        ("ValueError, OSError", RAISES),
        ("ValueError, KeyError", FALLS),
        ("LookupError", FALLS),
        ("*BROAD", FALLS),
        ("*unknown()", RAISES),
    ],
)
def test_suppress_stops_what_it_names(classes: str, expected: list[str]) -> None:
    assert [way.rstrip("?") for way in ways(f"with contextlib.suppress({classes}):\n    lib.risky()")] == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("return True", FALLS),
        ("return False", RAISES),
        ("return None", RAISES),
        ("return", RAISES),
        ("pass", RAISES),
        ("return error is not None", FALLS),
        ("return issubclass(kind, OSError)", RAISES),
        ("return kind is KeyError", FALLS),
        ("return isinstance(error, LookupError)", FALLS),
        ("raise error", RAISES),
        ("raise", RAISES),
        ("raise OSError", ["raise OSError"]),
        ("return unknown()", ["raise KeyError?"]),
    ],
)
def test_exit_of_a_class_decides_by_what_it_returns(body: str, expected: list[str]) -> None:
    assert ways("with Manager() as m:\n    lib.risky()", manager(body)) == expected


def test_asynchronous_block_asks_the_asynchronous_exit() -> None:
    above = manager("return True", "__aexit__", "__aenter__", "async ")
    assert ways("async with Manager():\n    lib.risky()", above) == FALLS
    assert ways("with Manager():\n    lib.risky()", above) == RAISES


def test_exit_that_shows_the_error_to_anybody_is_known() -> None:
    above = manager("other(error)\n        return True")
    assert ways("with Manager():\n    lib.risky()", above) == FALLS


GENERATOR = "@contextlib.contextmanager\ndef manager(again=False):\n{}\n\n"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("    yield", RAISES),
        ("    try:\n        yield\n    except KeyError:\n        pass", FALLS),
        ("    try:\n        yield\n    except Exception:\n        raise", RAISES),
        ("    try:\n        yield\n    except OSError:\n        pass", RAISES),
        ("    try:\n        yield\n    finally:\n        tidy()", RAISES),
        ("    try:\n        yield\n    finally:\n        return", FALLS),
        ("    try:\n        yield\n    except KeyError as error:\n        raise OSError from error", ["raise OSError"]),
        ("    try:\n        yield\n    except KeyError:\n        if again:\n            raise", FALLS),
        ("    with contextlib.suppress(KeyError):\n        yield", FALLS),
        ("    try:\n        tidy()\n    except Exception:\n        pass\n    yield", RAISES),
    ],
)
def test_generator_gets_the_exception_at_its_yield(body: str, expected: list[str]) -> None:
    assert ways("with manager():\n    lib.risky()", GENERATOR.format(body)) == expected


def test_generator_is_told_its_arguments() -> None:
    body = "    try:\n        yield\n    except KeyError:\n        if again:\n            raise"
    assert ways("with manager(True):\n    lib.risky()", GENERATOR.format(body)) == RAISES


@pytest.mark.parametrize(
    ("entered", "expected"),
    [
        ("contextlib.suppress(KeyError)", FALLS),
        ("contextlib.suppress(ValueError)", RAISES),
        ("contextlib.nullcontext()", RAISES),
        ("unknown()", RAISES),
    ],
)
def test_exit_stack_is_left_through_what_was_entered(entered: str, expected: list[str]) -> None:
    body = f"with contextlib.ExitStack() as stack:\n    stack.enter_context({entered})\n    lib.risky()"
    assert ways(body) == expected


@pytest.mark.parametrize(
    ("managers", "expected"),
    [
        (("contextlib.suppress(OSError)", "Manager()"), FALLS),
        (("Manager()", "contextlib.suppress(OSError)"), ["raise OSError"]),
    ],
)
def test_exit_stack_is_left_the_latest_first(managers: tuple[str, str], expected: list[str]) -> None:
    first, second = managers
    body = (
        "with contextlib.ExitStack() as stack:\n"
        f"    stack.enter_context({first})\n    stack.enter_context({second})\n    lib.risky()"
    )
    assert ways(body, manager("raise OSError")) == expected


def test_exit_stack_does_not_hold_what_was_entered_behind_the_exception() -> None:
    body = (
        "with contextlib.ExitStack() as stack:\n    lib.risky()\n    stack.enter_context(contextlib.suppress(KeyError))"
    )
    assert ways(body) == RAISES


def test_managers_of_one_statement_are_left_from_the_inside() -> None:
    above = manager("raise OSError")
    assert ways("with contextlib.suppress(OSError), Manager():\n    lib.risky()", above) == FALLS
    assert ways("with Manager(), contextlib.suppress(OSError):\n    lib.risky()", above) == ["raise OSError"]
