"""A run of statements becomes a local function: it does the same, with the same names afterwards."""

from __future__ import annotations

import ast
import asyncio
from pathlib import Path
from typing import Any

import pytest
import trees

from channels_fix.edits.asynchronous import MakeFunctionAsync
from channels_fix.rewrite import rewrite
from channels_fix.verify import verify
from codemods.async_views.regions.outlining import plan_outline
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.step import Way
from codemods.routines import routines_of


def planned(root: Path, text: str) -> tuple[Body, Way | str]:
    """The plan for the statements between the comments `# <` and `# >` of the first function."""
    index = trees.project(root, {"app.py": text})
    module = trees.module(index, root, "app.py")
    body = Body.of(next(one for one in routines_of(module) if one.node.name == "f"), index)
    first, last = (text[: text.index(mark)].count("\n") + 1 for mark in ("# <\n", "# >"))
    run = [
        node
        for node in ast.walk(body.routine.node)
        if isinstance(node, ast.stmt)
        and first < node.lineno <= last
        and body.statement(body.parents[node]).lineno <= first
    ]
    calls = [node for one in run for node in ast.walk(one) if isinstance(node, ast.Call)]
    return body, plan_outline(run, body, calls[:1])


def outlined(root: Path, text: str) -> str:
    """The text with the function."""
    body, way = planned(root, text)
    assert isinstance(way, Way), way
    span = body.span(body.routine.node)
    edits = [MakeFunctionAsync(span), *way.edits]
    after = rewrite(text, edits, way.imports)
    verify(text, after, edits, {name.module for name in way.imports})
    return after


def refused(root: Path, text: str) -> str:
    """Why it cannot be a function."""
    _, way = planned(root, text)
    assert isinstance(way, str)
    return way


def outcome(text: str, *arguments: Any) -> Any:
    """What the function `f` of a source gives, or the error that it raises, and what it noted."""
    names: dict[str, Any] = {"notes": []}
    exec(compile(text, "app.py", "exec"), names)
    try:
        result = names["f"](*arguments)
        result = asyncio.run(result) if asyncio.iscoroutine(result) else result
    except Exception as error:  # noqa: BLE001 - whatever it raises is what is compared
        result = repr(error)
    return result, names["notes"]


SAME = {
    "nothing comes out": "def f(x):\n    # <\n    notes.append(x)\n    notes.append(2)\n    # >\n    return x\n",
    "one name comes out": "def f(x):\n    # <\n    y = x + 1\n    # >\n    return y\n",
    "two names come out": "def f(x):\n    # <\n    y = x + 1\n    z = y * 2\n    # >\n    return y, z\n",
    "a name is changed": "def f(x):\n    # <\n    x += 1\n    # >\n    return x\n",
    "a name is changed on a path": "def f(x):\n    y = 0\n    # <\n    if x:\n        y = 1\n    # >\n    return y\n",
    "all paths return": "def f(x):\n    # <\n    if x:\n        return 1\n    return 2\n    # >\n",
    "all paths return or raise": (
        "def f(x):\n    # <\n    if x:\n        raise ValueError(x)\n    return 2\n    # >\n    return 3\n"
    ),
    "a path returns something": (
        "def f(x):\n    # <\n    if x:\n        return 'early'\n    notes.append(x)\n    # >\n    return 'late'\n"
    ),
    "an error is handled outside": (
        "def f(x):\n    step = 0\n    try:\n        # <\n        step = 1\n        1 / x\n        step = 2\n        # >\n"
        "    except ZeroDivisionError:\n        notes.append(step)\n    return step\n"
    ),
    "in a loop": (
        "def f(x):\n    total = 0\n    for i in range(3):\n        # <\n        total += i\n        last = total\n"
        "        # >\n        notes.append(last)\n    return total\n"
    ),
    "a value of the last turn": (
        "def f(x):\n    old = None\n    for i in range(3):\n        notes.append(old)\n        # <\n        old = i\n"
        "        # >\n    return x\n"
    ),
    "a loop that is left inside": (
        "def f(x):\n    # <\n    for i in range(9):\n        if i > x:\n            break\n    else:\n        i = -1\n"
        "    # >\n    return x\n"
    ),
    "a function sees the name": (
        "def f(x):\n    y = 1\n    def look():\n        return y\n    # <\n    y = 2\n    notes.append(look())\n    # >\n"
        "    return look()\n"
    ),
    "a function is made": "def f(x):\n    # <\n    def g():\n        return x\n    # >\n    return g()\n",
    "a name of the module": "c = 0\ndef f(x):\n    global c\n    # <\n    c += x\n    # >\n    return c\n",
    "a with that may suppress": (
        "import contextlib\ndef f(x):\n    y = 0\n    with contextlib.suppress(ZeroDivisionError):\n        pass\n    # <\n"
        "    with contextlib.suppress(ZeroDivisionError):\n        y = 1 / x\n    # >\n    return y\n"
    ),
    "an error keeps its context": (
        "def f(x):\n    try:\n        1 / 0\n    except ZeroDivisionError as error:\n        # <\n        notes.append(1)\n"
        "        raise\n        # >\n"
    ),
    "names with other meanings elsewhere": (
        "def f(x):\n    for i in range(2):\n        notes.append(i)\n    # <\n    for i in range(3):\n"
        "        notes.append(i)\n    # >\n    for i in range(4):\n        notes.append(i)\n    return [i for i in (1,)]\n"
    ),
    "a walrus": "def f(x):\n    # <\n    if (y := x + 1):\n        notes.append(y)\n    # >\n    return y\n",
    "on the line of the if": "def f(x):\n    if x:\n        # <\n        y = 1; notes.append(y) # >\n    return x\n",
    "deleted again": "def f(x):\n    # <\n    y = x\n    del y\n    # >\n    return x\n",
}


@pytest.mark.parametrize("text", SAME.values(), ids=SAME.keys())
@pytest.mark.parametrize("argument", [0, 3])
def test_the_function_does_the_same(tmp_path: Path, text: str, argument: int) -> None:
    after = outlined(tmp_path, text)
    assert "sync_to_async(" in after
    assert outcome(after, argument) == outcome(text, argument)


REFUSED = {
    "leaves the loop": (
        "def f(x):\n    for i in x:\n        # <\n        if i:\n            break\n        # >\n",
        "loop",
    ),
    "may return None": ("def f(x):\n    # <\n    if x:\n        return x\n    # >\n    return 1\n", "None"),
    "returns or goes on": (
        "def f(x):\n    # <\n    if x:\n        return 'a'\n    y = 1\n    # >\n    return y\n",
        "go on with `y`",
    ),
    "yields": ("def f(x):\n    # <\n    yield x\n    # >\n", "control"),
    "a name on some paths": ("def f(x):\n    # <\n    if x:\n        y = 1\n    # >\n    return y\n", "`y`"),
    "a name that only a handler asks for": (
        "def f(x):\n    try:\n        # <\n        y = 1\n        1 / x\n        # >\n    except Exception:\n        return y\n",
        "`y`",
    ),
    "a name that a function asks for": (
        "def f(x):\n    def g():\n        return y\n    # <\n    y = 1\n    g()\n    # >\n    return y\n",
        "`y`",
    ),
    "calls super": ("class A:\n    def f(self):\n        # <\n        super().f()\n        # >\n", "super"),
    "all local variables": ("def f(x):\n    # <\n    y = 1\n    # >\n    return locals()\n", "local variables"),
    "next without a default": ("def f(x):\n    # <\n    y = next(x)\n    # >\n    return y\n", "next"),
    "an outer scope": ("def f(x):\n    # <\n    global y\n    y = 1\n    # >\n", "outer scope"),
    "the docstring": ('def f(x):\n    # <\n    """Doc."""\n    x()\n    # >\n', "docstring"),
}


@pytest.mark.parametrize(("text", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_a_function_says_why(tmp_path: Path, text: str, reason: str) -> None:
    assert reason in refused(tmp_path, text)


def test_comments_and_empty_lines_are_kept(tmp_path: Path) -> None:
    text = (
        "def f(order):\n    check(order)\n\n    # both or none\n    # <\n    order.paid = True  # the flag\n    order.save()\n"
        "    # >\n\n    # done\n    return order\n"
    )
    assert outlined(tmp_path, text) == (
        "from asgiref.sync import sync_to_async\n\n\n"
        "async def f(order):\n    check(order)\n\n    def _save_order():\n        # both or none\n        # <\n"
        "        order.paid = True  # the flag\n        order.save()\n\n    await sync_to_async(_save_order)()\n"
        "    # >\n\n    # done\n    return order\n"
    )


@pytest.mark.parametrize(
    ("calls", "name"),
    [
        ("order.save()", "_save_order"),
        ("Order.objects.create()", "_create_order"),
        ("Order.objects.filter(x).update(y=1)", "_update_order"),
        ("request.user.save()", "_save_user"),
        ("send_mail(x)", "_send_mail"),
        ("OrderLine.objects.bulk_create([])", "_bulk_create_order_line"),
    ],
)
def test_a_name_says_what_is_done(tmp_path: Path, calls: str, name: str) -> None:
    text = f"def f(order, request, x):\n    # <\n    {calls}\n    # >\n    return 1\n"
    assert f"def {name}():" in outlined(tmp_path, text)


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    text = "def f(order):\n    # <\n    order.save()\n    # >\n    return 1\n\n\ndef _save_order(): ...\n"
    assert "def _save_order2():" in outlined(tmp_path, text)
