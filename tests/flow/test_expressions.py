"""Which expressions raise, and what is known of their values."""

from __future__ import annotations

import pytest
from asking import ways

RAISES = ["raise KeyError"]
TWO_PARENTS = """\
class Grand:
    def help(self):
        lib.risky()


class Parent(Grand):
    def help(self):
        super().help()
"""


@pytest.mark.parametrize(
    "body",
    [
        "lib.risky()",
        "lib.risky(1, a=2)",
        "await lib.arisky()",
        "x = y = lib.risky()",
        "x: int = lib.risky()",
        "x += lib.risky()",
        "x, y = lib.risky()",
        "x = (y := lib.risky())",
        "assert lib.risky()",
        "return lib.risky()",
        "return await lib.arisky()",
        "other(lib.risky())",
        "other(*lib.risky())",
        "other(a=lib.risky())",
        "other(**lib.risky())",
        "[1, lib.risky()]",
        "{1: lib.risky()}",
        "{lib.risky()}",
        "x[lib.risky()]",
        "x[lib.risky():]",
        'f"{lib.risky()}"',
        'f"{lib.risky()!r:>{x}}"',
        "not lib.risky()",
        "-lib.risky()",
        "1 < lib.risky() < 3",
        "lib.risky() + 1",
        "lib.risky().name",
        "yield lib.risky()",
        "1 if lib.risky() else 2",
        "lib.risky() or 1",
        "True and lib.risky()",
        "if lib.risky():\n    pass",
        "while lib.risky():\n    pass",
        "for x in lib.risky():\n    pass",
        "async for x in lib.risky():\n    pass",
        "with lib.risky() as x:\n    pass",
        "async with other(), await lib.arisky():\n    pass",
        "match lib.risky():\n    case _:\n        pass",
        "call = lib.risky\ncall()",
        "coroutine = lib.arisky()\nawait coroutine",
        "first, *rest = lib.risky, 1\nfirst()",
        "first, second = lib.risky, 1\nfirst()",
        "calls = [other, lib.risky]\ncalls[1]()",
        'getattr(lib, "risky")()',
        'getattr(lib, "ris" + "ky")()',
        "getattr(lib, f\"ris{'ky'}\")()",
        'getattr(lib, "%sky" % "ris")()',
        'getattr(lib, "{}ky".format("ris"))()',
        'getattr(lib, "ris.ky".replace(".", ""))()',
        'getattr(lib, "RISKY".lower())()',
        'getattr(lib, "risky other".split()[0])()',
        'getattr(lib, "".join(["ris", "ky"]))()',
        'getattr(lib, "rísky"[0] + "isky")()',
        "functools.partial(lib.risky, 1)()",
        "await asyncio.wait_for(lib.arisky(), 3)",
        "await asyncio.shield(lib.arisky())",
        "task = asyncio.create_task(lib.arisky())\nawait task",
    ],
)
def test_expression_raises_on_every_path(body: str) -> None:
    assert ways(body) == RAISES


@pytest.mark.parametrize(
    "body",
    [
        "lib.risky",
        "lib.arisky()",
        "coroutine = lib.arisky()",
        "lambda: lib.risky()",
        "def later():\n    lib.risky()",
        "class Later:\n    lib.risky = 1",
        "asyncio.create_task(lib.arisky())",
        "functools.partial(lib.risky, 1)",
        "False and lib.risky()",
        "True or lib.risky()",
        "0 if True else lib.risky()",
        "import lib",
        "x: int",
        "nothing.known()",
        "await nothing",
    ],
)
def test_expression_that_is_not_evaluated_does_not_raise(body: str) -> None:
    assert ways(body) == ["fall"]


@pytest.mark.parametrize(
    "body",
    [
        "x and lib.risky()",
        "x or lib.risky()",
        "lib.risky() if x else 1",
        "1 if x else lib.risky()",
        "x or False or lib.risky()",
    ],
)
def test_expression_that_may_not_be_evaluated_goes_both_ways(body: str) -> None:
    assert ways(body) == ["fall", "raise KeyError"]


@pytest.mark.parametrize(
    "body",
    [
        "await asyncio.gather(lib.arisky(), return_exceptions=x)",
        "other(lib.risky)",
        "other([lib.arisky()])",
        "other(call=lib.risky)",
    ],
)
def test_what_an_unknown_function_does_with_a_callable_is_not_certain(body: str) -> None:
    assert ways(body) == ["fall?"]


@pytest.mark.parametrize(
    "condition",
    [
        "True",
        "1",
        '"x"',
        "not 0",
        "[1]",
        "(lib.risky, 1)",
        "lib.risky",
        "self",
        "word",
        "super()",
        "not TYPE_CHECKING",
        "not ()",
        "callable(lib.risky)",
        'hasattr(lib, "risky")',
        '1 == 1 == 1',
        '"a" != "b"',
        "1 is 1",
        "None is None",
        "self is not None",
        "self != 3",
        '"a" in "abc"',
        '"a" not in "xyz"',
        "LIMIT == 3",
        '"other" in NAMES',
        '"third" not in NAMES',
        '"b" in ("a", "b")',
        'word["kind"] == "text"',
        '"text".startswith("t")',
        '"text".startswith(("x", "t"))',
        '"a.b".partition(".")[2] == "b"',
        '"text"[0] == "t"',
        '"text".count("t")',
        "(x := 3) and x == 3",
    ],
)  # fmt: skip
def test_condition_that_is_known_to_hold(condition: str) -> None:
    assert ways(f"if {condition}:\n    lib.risky()") == RAISES
    assert ways(f"if not ({condition}):\n    lib.risky()") == ["fall"]


@pytest.mark.parametrize(
    "condition",
    [
        "x",
        "x == 1",
        "1 < 2",
        "x is None",
        "lib",
        "not x",
        "x in (1, 2)",
        "1 in (x, 2)",
        "1 in x",
        'f"{x}"',
        'f"{1}"',
        "f\"{'a':>3}\"",
        '"a" + x',
        '"%d" % 3',
        '"%s %s" % "a"',
        '"text"[9]',
        '"text"[x]',
        '"text".index("z")',
        '"text".center(3)',
        '"{}".format(x)',
        '"{}{}".format("a")',
        '"".join(["a", x])',
        '"".join(None)',
        "[*x]",
        "[1, 2][5]",
        'word["other"]',
        "word.anything",
        'hasattr(lib, "nothing") and x',
        "hasattr(self, x)",
        "callable(x)",
        "isinstance(x, str)",
        "type(x)",
        "issubclass(x, KeyError)",
        "lib.x == 3",
        "self == lib",
        "(lambda: 1)()",
        "[y for y in x]",
    ],
)
def test_condition_that_cannot_be_decided(condition: str) -> None:
    assert ways(f"if {condition}:\n    lib.risky()") == ["fall", "raise KeyError"]


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("isinstance(exc, KeyError)", True),
        ("isinstance(exc, (ValueError, LookupError))", True),
        ("isinstance(exc, (ValueError, OSError))", False),
        ("isinstance(exc, NARROW)", False),
        ("isinstance(exc, BROAD)", True),
        ("isinstance(exc, NESTED)", True),
        ("isinstance(exc, ValueError)", False),
        ("isinstance(exc, Own)", False),
        ("issubclass(type(exc), LookupError)", True),
        ("issubclass(exc.__class__, OSError)", False),
        ("type(exc) is KeyError", True),
        ("type(exc) == LookupError", False),
        ("KeyError is type(exc)", True),
        ("type(exc) is not KeyError", False),
        ("type(exc) in (ValueError, KeyError)", True),
        ("type(exc) not in (ValueError, OSError)", True),
        ('type(exc).__name__ == "KeyError"', True),
        ('exc.__class__.__qualname__ == "Other"', False),
        ("exc", True),
        ("exc is None", False),
        ("isinstance(exc, type(exc))", True),
        ("exc.with_traceback(None) is not None", True),
    ],
)
def test_condition_on_the_exception_is_decided(condition: str, *, holds: bool) -> None:
    body = f"try:\n    lib.risky()\nexcept Exception as exc:\n    if {condition}:\n        raise"
    assert ways(body) == [["fall"], RAISES][holds]


@pytest.mark.parametrize(
    "condition",
    [
        "isinstance(exc, x)",
        "isinstance(exc, (ValueError, x))",
        "isinstance(exc, vendor.Error)",
        "type(exc) is vendor.Error",
        "exc.args",
        "exc.add_note()",
        "str(exc)",
    ],
)
def test_condition_on_the_exception_that_cannot_be_decided(condition: str) -> None:
    body = f"try:\n    lib.risky()\nexcept Exception as exc:\n    if {condition}:\n        raise"
    assert ways(body) == ["fall", "raise KeyError"]


class TestCalls:
    @pytest.mark.parametrize(
        ("body", "above"),
        [
            ("helper()", "def helper():\n    lib.risky()"),
            ("await helper()", "async def helper():\n    await lib.arisky()"),
            ("helper(lib.risky)", "def helper(call):\n    call()"),
            ("await helper(lib.arisky())", "async def helper(coroutine):\n    return await coroutine"),
            ("helper(1, call=lib.risky)", "def helper(one, call=None):\n    call()"),
            ("helper(1, lib.risky)", "def helper(*calls):\n    calls[1]()"),
            ("calls = (1, lib.risky)\nhelper(*calls)", "def helper(one, call):\n    call()"),
            ("helper(call=lib.risky)", "def helper(*, call, **rest):\n    call()"),
            ("helper(lib.risky)", "def helper(call, /):\n    call()"),
            ("functools.partial(helper, lib.risky)()", "def helper(call):\n    call()"),
            ("helper()()", "def helper():\n    return lib.risky"),
            ("helper()", "def helper():\n    raise KeyError"),
            ("def inner():\n    lib.risky()\ninner()", ""),
            ("call = lib.risky\ndef inner():\n    call()\ninner()", ""),
            ("await self.help()", "class Parent:\n    async def help(self):\n        await lib.arisky()"),
            ("self.help()", "class Parent:\n    def help(self):\n        self.risky()"),
            ("super().help()", "class Parent:\n    def help(self):\n        lib.risky()"),
            ("super(Subject, self).help()", "class Parent:\n    def help(self):\n        lib.risky()"),
            (
                "self.help()",
                TWO_PARENTS,
            ),
        ],
    )
    def test_helper_that_raises_is_followed(self, body: str, above: str) -> None:
        assert ways(body, above) == RAISES

    @pytest.mark.parametrize(
        ("body", "above"),
        [
            ("helper()", "async def helper():\n    await lib.arisky()"),
            ("helper()", "def helper():\n    try:\n        lib.risky()\n    except KeyError:\n        pass"),
            ("helper()", "def helper():\n    yield lib.risky()"),
            ("helper(lib)", "def helper(thing):\n    return thing"),
            ("helper()", "def helper():\n    return 1"),
            ("helper()", "@decorated\ndef helper():\n    lib.risky()"),
            ("@decorated\ndef inner():\n    lib.risky()\ninner()", ""),
            ("super().help()", ""),
            ("self.missing()", "class Parent:\n    pass"),
        ],
    )
    def test_helper_that_does_not_raise_or_is_unknown_lets_control_go_on(self, body: str, above: str) -> None:
        assert ways(body, above) == ["fall"]

    def test_generator_that_is_given_a_source_is_not_followed(self) -> None:
        assert ways("helper(lib.risky)", "def helper(call):\n    def inner():\n        pass\n    yield call()") == [
            "fall"
        ]

    def test_function_with_a_generator_inside_is_followed(self) -> None:
        above = "def helper():\n    def inner():\n        yield 1\n    lib.risky()"
        assert ways("helper()", above) == RAISES

    def test_value_that_a_helper_returns_is_known(self) -> None:
        above = "def helper(flag):\n    if flag == 1:\n        raise OSError\n    return flag"
        assert ways("if helper(2) == 2:\n    lib.risky()", above) == RAISES

    def test_helper_without_return_gives_none(self) -> None:
        above = "def helper(flag):\n    if flag == 1:\n        raise OSError"
        assert ways("if helper(2) is None:\n    lib.risky()", above) == RAISES

    def test_value_of_a_module_constant_is_known(self) -> None:
        assert ways("getattr(lib, CALLS[0])()", 'CALLS = ("risky", LIMIT)') == RAISES

    def test_constant_inside_of_a_module_constant_is_resolved(self) -> None:
        assert ways("if CALLS[1] == 3:\n    lib.risky()", 'CALLS = ("risky", LIMIT)') == RAISES
