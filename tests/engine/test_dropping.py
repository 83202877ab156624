"""Imports go that the fixes leave without a use, and no others."""

from __future__ import annotations

import pytest

from channels_fix.dropping import drop_imports
from channels_fix.edits.statements import RemoveStatement, ReplaceStatement
from channels_fix.rewrite import rewrite
from channels_fix.rule import ImportedName, Position, Span
from channels_fix.verify import VerificationError, verify

USED = "\n\ndef f():\n    time.sleep(1)\n    a()\n"
UNUSED = "\n\ndef f():\n    go(1)\n    a()\n"


def dropped(head: str, used: str = USED, unused: str = UNUSED, name: str = "time") -> str:
    """What becomes of the head of a file that uses a name, and then does not any more."""
    return drop_imports(head + used, head + unused, [name]).removesuffix(unused)


@pytest.mark.parametrize(
    ("head", "left"),
    [
        ("import os\nimport time\n", "import os\n"),
        ("import time\nimport os\n", "import os\n"),
        ("import os\nimport time\nimport re\n", "import os\nimport re\n"),
        ("import time\n\nimport lib\n", "import lib\n"),
        ("import os\n\nimport time\n\nimport lib\n", "import os\n\nimport lib\n"),
        ("import os\n\n\nimport time\n\nimport lib\n", "import os\n\n\nimport lib\n"),
        ("import os\nimport time\n\nimport lib\n", "import os\n\nimport lib\n"),
        ("import os\n\nimport time\nimport lib\n", "import os\n\nimport lib\n"),
        ('"""Doc."""\n\nimport time\n\nimport lib\n', '"""Doc."""\n\nimport lib\n'),
        ('"""Every time."""\nimport time\n', '"""Every time."""\n'),
        ("# coding: utf-8\n\nimport time\nimport os\n", "# coding: utf-8\n\nimport os\n"),
        ("import os, time\n", "import os\n"),
        ("import time, os\n", "import os\n"),
        ("import os, time, re\n", "import os, re\n"),
        ("from lib import (\n    a,\n    time,\n)\n", "from lib import (\n    a,\n)\n"),
        ("from lib import (\n    time,\n    z\n)\n", "from lib import (\n    z\n)\n"),
        ("from lib import (\n    a,\n    time\n)\n", "from lib import (\n    a\n)\n"),
        ("from lib import a, \\\n    time\n", "from lib import a\n"),
        ("from .lib import time, z\n", "from .lib import z\n"),
        ("import time\r\nimport os\r\n", "import os\r\n"),
        ("from lib import clock as time\nfrom time import monotonic\n", "from time import monotonic\n"),
        ("import time\nx = 'a time of day'\n", "x = 'a time of day'\n"),
        ("import time\nx = y.time()\n", "x = y.time()\n"),
        ("import time\nx = y(time=1)\n", "x = y(time=1)\n"),
    ],
)  # fmt: skip
def test_import_without_a_use_goes(head: str, left: str) -> None:
    assert dropped(head) == left


@pytest.mark.parametrize(
    "head", ["import time\n", "\nimport clock as time\n", "from lib import time\n", "from lib import (\n    time,\n)\n"]
)
def test_file_does_not_begin_with_empty_lines_then(head: str) -> None:
    assert drop_imports(head + USED, head + UNUSED, ["time"]) == UNUSED.lstrip("\n")


def test_file_does_not_end_with_empty_lines_then() -> None:
    assert drop_imports("x = time\n\n\nimport time\n", "x = 1\n\n\nimport time\n", ["time"]) == "x = 1\n"


@pytest.mark.parametrize(
    "head",
    [
        "import time  # noqa: F401\n",
        "# for the loop\nimport time\n",
        "from lib import (\n    a,  # why\n    time,\n)\n",
        "import time; import os\n",
        "import time as time\n",
        "from lib import time as time\n",
        "import time.zone\n",
        "import time\nimport time\n",
        "import time\nfrom lib import time\n",
        "try:\n    import time\nexcept ImportError:\n    time = None\n",
        "if x:\n    import time\n",
        "from lib import *\n",
        "import time\nx = time.monotonic()\n",
        "import time\n__all__ = ['time']\n",
        "import time\nx: 'time.struct_time'\n",
        "import time\nx: 'list[time.struct_time]' = []\n",
        "import time\nx = cast('list[time.struct_time]', y)\n",
        "import time\nx = []  # type: list[time.struct_time]\n",
        "import time\npatch(f'{__name__}.time')\n",
        "import time\npatch('shop.views.time.sleep')\n",
        "import time\nload('shop.views:time')\n",
        "import time\nx = globals()[y]\n",
        "import time\nexec(x)\n",
        "import time\n\n\ndef __getattr__(name): ...\n",
        "import time\n\n\ndef g(time): ...\n",
        "import time\n\n\ndef g():\n    import time\n",
        "import time\n\n\ndef g():\n    global time\n",
        'import time\n\n\ndef g():\n    """\n    >>> time.sleep(1)\n    """\n',
        "import time\n\n\nclass A:\n    time = 1\n",
    ],
)
def test_import_that_may_have_a_use_stays(head: str) -> None:
    assert dropped(head) == head


def test_import_that_had_no_use_before_stays() -> None:
    assert dropped("import time\n", UNUSED) == "import time\n"


def test_import_that_is_not_said_to_be_unneeded_stays() -> None:
    assert dropped("import time\nimport os\n", name="os") == "import time\nimport os\n"


def test_import_from_the_future_stays() -> None:
    head = "from __future__ import annotations\n"
    assert dropped(head, "x = annotations\n", "x = 1\n", "annotations") == head


def test_several_imports_go_together() -> None:
    before = "import os\nimport re\nfrom lib import a, b, c\n\n\nos, re, a, c\n"
    after = "import os\nimport re\nfrom lib import a, b, c\n\n\n1\n"
    assert drop_imports(before, after, ["os", "re", "a", "c"]) == "from lib import b\n\n\n1\n"


def test_import_takes_the_place_of_another_one() -> None:
    before = "import time\n\n\ndef f():\n    time.sleep(1)\n"
    edit = ReplaceStatement(Span(Position(5, 5), Position(5, 18)), "asyncio.sleep(1)\n")
    after = rewrite(before, [edit], [ImportedName("asyncio", "")], ["time"])
    assert after == "import asyncio\n\n\ndef f():\n    asyncio.sleep(1)\n"
    verify(before, after, [edit], ["asyncio"], ["time"])


def test_import_below_a_comment_stays_though_another_one_comes_in_between() -> None:
    before = "# chat.py\nimport time\n\n\ndef f():\n    time.sleep(1)\n"
    edit = ReplaceStatement(Span(Position(6, 5), Position(6, 18)), "asyncio.sleep(1)\n")
    after = rewrite(before, [edit], [ImportedName("asyncio", "")], ["time"])
    assert after == "# chat.py\nimport asyncio\nimport time\n\n\ndef f():\n    asyncio.sleep(1)\n"
    verify(before, after, [edit], ["asyncio"], ["time"])


@pytest.mark.parametrize(
    ("head", "left"),
    [
        ("    import time\n", ""),
        ("    import time\n\n", ""),
        ('    """Doc."""\n    import time\n\n', '    """Doc."""\n\n'),
        ('    """Doc."""\n\n    import time\n\n', '    """Doc."""\n\n'),
        ("    import os\n    import time\n\n", "    import os\n\n"),
        ("    from lib import atime, time\n", "    from lib import atime\n"),
        ("    from lib import (\n        time,\n        z,\n    )\n", "    from lib import (\n        z,\n    )\n"),
    ],
)
def test_import_inside_of_a_function_goes(head: str, left: str) -> None:
    before, after = f"def f():\n{head}    time.sleep(1)\n", f"def f():\n{head}    go(1)\n"
    assert drop_imports(before, after, ["time"]) == f"def f():\n{left}    go(1)\n"


def test_import_inside_of_a_copied_function_goes_from_the_copy() -> None:
    before = "def f():\n    from lib import time\n    time.sleep(1)\n"
    twin = "\n\ndef g():\n    from lib import atime{}\n    atime.sleep(1)\n"
    assert drop_imports(before, before + twin.format(", time"), ["time"]) == before + twin.format("")


@pytest.mark.parametrize(
    "head",
    [
        "    import time  # noqa\n",
        "    # late\n    import time\n",
        "    if x:\n        import time\n",
        "    import time; import os\n",
        "    import time\n    x = time.monotonic()\n",
        "    import time\n    x = lambda: time.monotonic()\n",
        "    import time\n    x = lambda: locals()\n",
        "    import time\n    time = time or None\n",
        "    import time\n    eval('time.sleep(1)')\n",
        "    global time\n    import time\n",
        "    import time.zone\n",
    ],
)
def test_import_inside_of_a_function_that_may_have_a_use_stays(head: str) -> None:
    before, after = f"def f():\n{head}    time.sleep(1)\n", f"def f():\n{head}    go(1)\n"
    assert drop_imports(before, after, ["time"]) == after


def test_import_on_the_line_of_its_function_stays() -> None:
    before, after = "def f(): import time; time.sleep(1)\n", "def f(): import time; go(1)\n"
    assert drop_imports(before, after, ["time"]) == after


def test_import_inside_of_a_function_that_had_no_use_before_stays() -> None:
    text = "def f():\n    import time\n    go(1)\n"
    assert drop_imports(text, text, ["time"]) == text


BEFORE = "import os\nimport time\n\nfrom lib import (\n    a,\n    b,\n)\n\n\ndef f():\n    time.sleep(b)\n    a()\n"
EDITS = (RemoveStatement(Span(Position(11, 5), Position(11, 18))),)
CALL = "    time.sleep(b)\n"


@pytest.mark.parametrize(
    ("gone", "unneeded"),
    [
        ("import time\n", ["time"]),
        ("import time\n", ["b", "time"]),
        ("    b,\n", ["b"]),
        ("", ["b", "time"]),
    ],
)
def test_loss_of_an_import_without_a_use_is_right(gone: str, unneeded: list[str]) -> None:
    verify(BEFORE, BEFORE.replace(CALL, "").replace(gone, ""), EDITS, [], unneeded)


@pytest.mark.parametrize(
    ("old", "new", "unneeded", "words"),
    [
        ("import time\n", "", [], "line 2 would change, which no fix is about"),
        ("import time\n", "", ["b"], "line 2 would change, which no fix is about"),
        ("import os\nimport time\n", "", ["time"], "line 1 would change, which no fix is about"),
        ("    a,\n    b,\n", "    c,\n", ["b"], "the import of 'a' would be lost"),
    ],
)
def test_loss_of_another_import_is_refused(old: str, new: str, unneeded: list[str], words: str) -> None:
    after = BEFORE.replace(CALL, "").replace(old, new)
    with pytest.raises(VerificationError) as error:
        verify(BEFORE, after, EDITS, [], unneeded)
    assert str(error.value) == words


def test_loss_of_an_import_in_use_is_refused() -> None:
    with pytest.raises(VerificationError, match="line 2 would change"):
        verify(BEFORE, BEFORE.replace("import time\n", ""), EDITS, [], ["time"])
