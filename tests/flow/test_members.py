"""What the attributes of classes are: functions with their decorators on, and what was assigned to them."""

from __future__ import annotations

import pytest
from asking import ways

RAISES = ["raise KeyError"]
FALLS = ["fall"]
SAFE = """\
def safe(function):
    def wrapper(*args, **kwargs):
        try:
            return function(*args, **kwargs)
        except KeyError:
            pass
    return wrapper


def plain(function):
    return function


def traced(function):
    @functools.wraps(function)
    def wrapper(*args):
        try:
            return function(*args)
        finally:
            tidy()
    return wrapper


def quiet(only=True):
    def decorate(function):
        def wrapper(self):
            try:
                function(self)
            except KeyError:
                if not only:
                    raise
        return wrapper
    return decorate


def optional(function=None, *, again=False):
    if function is None:
        return functools.partial(optional, again=again)

    def wrapper(self):
        try:
            function(self)
        except KeyError:
            if again:
                raise
    return wrapper


"""


def helped(decorators: str) -> list[str]:
    """How a method with these decorators, which raises, is left."""
    above = f"{SAFE}class Parent:\n{decorators}    def help(self):\n        lib.risky()\n"
    return ways("self.help()", above)


@pytest.mark.parametrize(
    ("decorators", "expected"),
    [
        ("", RAISES),
        ("    @safe\n", FALLS),
        ("    @plain\n", RAISES),
        ("    @traced\n", RAISES),
        ("    @traced\n    @safe\n", FALLS),
        ("    @safe\n    @traced\n", FALLS),
        ("    @plain\n    @traced\n", RAISES),
        ("    @quiet()\n", FALLS),
        ("    @quiet(only=False)\n", RAISES),
        ("    @quiet(False)\n", RAISES),
        ("    @optional\n", FALLS),
        ("    @optional(again=True)\n", RAISES),
        ("    @optional(again=False)\n", FALLS),
        ("    @functools.wraps(other)\n", RAISES),
    ],
)
def test_method_is_what_its_decorators_make_of_it(decorators: str, expected: list[str]) -> None:
    assert helped(decorators) == expected


@pytest.mark.parametrize("decorators", ["    @unknown\n", "    @vendor.safe\n", "    @safe\n    @unknown\n"])
def test_method_under_an_unknown_decorator_is_not_known(decorators: str) -> None:
    assert helped(decorators) == FALLS


def test_decorator_of_the_class_body_is_found() -> None:
    above = (
        "class Parent:\n    def quietly(function):\n        def wrapper(self):\n            try:\n"
        "                function(self)\n            except KeyError:\n                pass\n"
        "        return wrapper\n\n    @quietly\n    def help(self):\n        lib.risky()\n\n"
        "    def loud(self):\n        lib.risky()\n"
    )
    assert ways("self.help()", above) == FALLS
    assert ways("self.loud()", above) == RAISES


@pytest.mark.parametrize(
    ("assigned", "expected"),
    [
        ("help = safe(raw)", FALLS),
        ("help = plain(raw)", RAISES),
        ("help = raw", RAISES),
        ("help = quiet(only=False)(raw)", RAISES),
        ("help = unknown(raw)", FALLS),
    ],
)
def test_method_is_what_the_class_body_assigns(assigned: str, expected: list[str]) -> None:
    above = f"{SAFE}class Parent:\n    def raw(self):\n        lib.risky()\n\n    {assigned}\n"
    assert ways("self.help()", above) == expected


def test_local_function_keeps_what_is_around_it() -> None:
    body = "call = lib.risky\n\ndef local():\n    call()\n\nlocal()"
    assert ways(body) == RAISES


def test_local_function_is_what_its_decorator_makes_of_it() -> None:
    assert ways("@safe\ndef local():\n    lib.risky()\n\nlocal()", SAFE) == FALLS
    assert ways("@plain\ndef local():\n    lib.risky()\n\nlocal()", SAFE) == RAISES


def test_static_method_is_not_bound() -> None:
    above = "class Parent:\n    @staticmethod\n    def help(call):\n        call()\n"
    assert ways("self.help(lib.risky)", above) == RAISES
