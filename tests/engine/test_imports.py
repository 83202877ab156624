"""How a file reaches a name of another module, and where a missing import goes."""

from __future__ import annotations

from pathlib import Path

import pytest
from trees import module, project

from channels_fix.imports import insert_imports, reference
from channels_fix.resolution import Knowledge
from channels_fix.rule import ImportedName

KNOWLEDGE = Knowledge(aliases={"lib.short.Stop": "lib.errors.Stop"}, exports={"lib.errors": frozenset({"Stop"})})
NEEDED = ImportedName("lib.errors", "Stop")


@pytest.mark.parametrize(
    ("text", "spelling"),
    [
        ("from lib.errors import Stop", "Stop"),
        ("from lib.errors import Stop as End", "End"),
        ("from lib.short import Stop", "Stop"),
        ("from lib import errors", "errors.Stop"),
        ("import lib.errors", "lib.errors.Stop"),
        ("import lib.errors as e", "e.Stop"),
        ("import lib.errors\nfrom lib.errors import Stop", "Stop"),
        ("from lib.errors import *", "Stop"),
        ("from own import Stop", "Stop"),
        ("import own", None),
        ("Stop = 1\nfrom lib import errors", "errors.Stop"),
        ("from lib.errors import Stop\n\n\ndef f():\n    from lib.errors import Stop", "Stop"),
    ],
)
def test_name_that_the_file_reaches_is_spelled_as_the_file_does(
    text: str, spelling: str | None, tmp_path: Path
) -> None:
    index = project(tmp_path, {"a.py": f"{text}\n", "own.py": "from lib.errors import Stop\n"}, KNOWLEDGE)
    expected = (spelling, None) if spelling else ("Stop", NEEDED)
    assert reference(module(index, tmp_path, "a.py"), index, "lib.errors", "Stop") == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "import lib",
        "from lib.errors import Other",
        "from lib.errors import *\nfrom lib.errors import Other as Stop2",
        "if TYPE_CHECKING:\n    from lib.errors import Stop",
        "try:\n    pass\nexcept ImportError:\n    from lib.errors import Stop",
        "def f():\n    from lib.errors import Stop",
        "from elsewhere import *",
    ],
)  # fmt: skip
def test_name_that_the_file_does_not_surely_reach_is_imported(text: str, tmp_path: Path) -> None:
    index = project(tmp_path, {"a.py": f"{text}\n"})
    assert reference(module(index, tmp_path, "a.py"), index, "lib.errors", "Stop") == ("Stop", NEEDED)


@pytest.mark.parametrize(
    ("text", "alias"),
    [
        ("class Stop: ...", "LibStop"),
        ("from other import Stop", "LibStop"),
        ("from .lib.errors import Stop", "LibStop"),
        ("def f():\n    global Stop\n    Stop = 1", "LibStop"),
        ("Stop = LibStop = 1", "LibStop2"),
        ("Stop = LibStop = LibStop2 = 1", "LibStop3"),
        ("class Stop: ...\n\n\ndef f(LibStop): ...", "LibStop2"),
    ],
)
def test_name_that_is_taken_gets_another_one(text: str, alias: str, tmp_path: Path) -> None:
    index = project(tmp_path, {"a.py": f"{text}\n"})
    expected = (alias, ImportedName("lib.errors", "Stop", alias))
    assert reference(module(index, tmp_path, "a.py"), index, "lib.errors", "Stop") == expected


OTHER_NAME = ("LibStop", ImportedName("lib.errors", "Stop", "LibStop"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("def f(): ...", ("Stop", NEEDED)),
        ("def g(Stop): ...\n\n\ndef f(): ...", ("Stop", NEEDED)),
        ("def f(Stop): ...", OTHER_NAME),
        ("def f():\n    from . import Stop", OTHER_NAME),
        ("from lib.errors import Stop\n\n\ndef f(): ...", ("Stop", None)),
        ("from lib.errors import Stop\n\n\ndef f(Stop): ...", OTHER_NAME),
        ("import lib.errors\n\n\ndef f(Stop): ...", ("lib.errors.Stop", None)),
        ("def f():\n    from lib.errors import Stop\n    run()", ("Stop", None)),
        ('def f():\n    """Doc."""\n    import os\n    from lib.errors import Stop', ("Stop", None)),
        ("def f():\n    from lib.errors import Stop as End\n    run()", ("Stop", NEEDED)),
        ("def f():\n    run()\n    from lib.errors import Stop", OTHER_NAME),
        ("def f():\n    if x:\n        from lib.errors import Stop", OTHER_NAME),
    ],
)
def test_name_inside_of_a_function(text: str, expected: tuple[str, ImportedName | None], tmp_path: Path) -> None:
    index = project(tmp_path, {"a.py": f"{text}\n"})
    inside = module(index, tmp_path, "a.py")
    within = [inside.tree.body[-1]]
    assert reference(inside, index, "lib.errors", "Stop", within) == expected  # type: ignore[arg-type]


FUTURE = "from __future__ import annotations\n"
ADDED = "from lib.errors import Stop\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x = 1\n", f"{ADDED}\n\nx = 1\n"),
        ("@d\nclass A: ...\n", f"{ADDED}\n\n@d\nclass A: ...\n"),
        ('"""Doc."""\n', f'"""Doc."""\n\n{ADDED}'),
        ('"""Doc."""', f'"""Doc."""\n\n{ADDED}'),
        ('"""Doc."""\n\nx = 1\n', f'"""Doc."""\n\n{ADDED}\n\nx = 1\n'),
        ("# comment\n\nx = 1\n", f"# comment\n\n{ADDED}\n\nx = 1\n"),
        ("import os\n\nx = 1\n", f"import os\n\n{ADDED}\nx = 1\n"),
        (f"{FUTURE}\nimport os\n", f"{FUTURE}\nimport os\n\n{ADDED}"),
        (FUTURE, f"{FUTURE}\n{ADDED}"),
        ("from abc import ABC\nfrom zlib import x\n", f"from abc import ABC\nfrom zlib import x\n\n{ADDED}"),
        ("from django import x\n", f"from django import x\n{ADDED}"),
        ("from zope import x\n", f"{ADDED}from zope import x\n"),
        ("from lib.aa import x\nfrom lib.zz import y\n", f"from lib.aa import x\n{ADDED}from lib.zz import y\n"),
        ("import lib\n", f"import lib\n{ADDED}"),
        ("from .own import x\n", f"{ADDED}\nfrom .own import x\n"),
        ("import os\n\nfrom . import x\n", f"import os\n\n{ADDED}\nfrom . import x\n"),
        ("from lib.errors import *\n", f"from lib.errors import *\n{ADDED}"),
        ("from .lib.errors import Other\n", f"{ADDED}\nfrom .lib.errors import Other\n"),
        ("import os", f"import os\n\n{ADDED}"),
        ("import os\r\n\r\nx = 1\r\n", "import os\r\n\r\nfrom lib.errors import Stop\r\n\r\nx = 1\r\n"),
        ("import os\r\rx = 1\r", "import os\r\rfrom lib.errors import Stop\r\rx = 1\r"),
        ("if x:\n    from lib.errors import Other\n", f"{ADDED}\n\nif x:\n    from lib.errors import Other\n"),
        ("def f(): ...\n\n\nimport zlib\n", f"{ADDED}\n\ndef f(): ...\n\n\nimport zlib\n"),
        ("import os\n\n\ndef f(): ...\n\n\nimport lib\n", f"import os\n\n{ADDED}\n\ndef f(): ...\n\n\nimport lib\n"),
        ("from lib.errors import (\n    A,\n    Z,\n)\n", "from lib.errors import (\n    A,\n    Stop,\n    Z,\n)\n"),
        ("from lib.errors import A, Z  # why\n", "from lib.errors import A, Stop, Z  # why\n"),
        ("from lib.errors import Z\n", "from lib.errors import Stop, Z\n"),
        ("from lib.errors import A\n", "from lib.errors import A, Stop\n"),
        ("from lib.errors import (A,)\n", "from lib.errors import (A,Stop,)\n"),
        ("from lib.errors import a, Z\n", "from lib.errors import a, Stop, Z\n"),
        ("from lib.errors import Z, A\n", "from lib.errors import Z, A, Stop\n"),
        ("x = 1; from lib.errors import A\n", "x = 1; from lib.errors import A, Stop\n"),
    ],
)  # fmt: skip
def test_import_goes_where_a_person_would_put_it(before: str, after: str) -> None:
    assert insert_imports(before, [NEEDED]) == after


def test_several_names_are_each_imported_once() -> None:
    names = [NEEDED, ImportedName("lib.errors", "Go", "Run"), NEEDED]
    assert insert_imports("x = 1\n", names) == "from lib.errors import Go as Run, Stop\n\n\nx = 1\n"


def test_nothing_is_imported_where_nothing_is_needed() -> None:
    assert insert_imports("x = 1\n", []) == "x = 1\n"


STANDARD = ImportedName("logging", "getLogger")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("import json\nimport django\n", "import json\nfrom logging import getLogger\nimport django\n"),
        ("import django\n", "from logging import getLogger\n\nimport django\n"),
        (
            "from __future__ import annotations\n\nimport django\n",
            "from __future__ import annotations\n\nfrom logging import getLogger\n\nimport django\n",
        ),
    ],
)
def test_import_of_the_standard_library_stands_above_the_others(before: str, after: str) -> None:
    assert insert_imports(before, [STANDARD]) == after


WHOLE = Knowledge(whole=frozenset({"asyncio"}))


@pytest.mark.parametrize(
    ("text", "spelling", "needed"),
    [
        ("import json", "asyncio.shield", ImportedName("asyncio", "")),
        ("import asyncio", "asyncio.shield", None),
        ("import asyncio as aio", "aio.shield", None),
        ("from asyncio import sleep", "shield", ImportedName("asyncio", "shield")),
        ("asyncio = None", "shield", ImportedName("asyncio", "shield")),
    ],
)
def test_module_that_is_imported_as_a_whole_by_custom(
    text: str, spelling: str, needed: ImportedName | None, tmp_path: Path
) -> None:
    index = project(tmp_path, {"a.py": f"{text}\n"}, WHOLE)
    assert reference(module(index, tmp_path, "a.py"), index, "asyncio", "shield") == (spelling, needed)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("import json\nimport re\n", "import asyncio\nimport json\nimport re\n"),
        ("import ast\nfrom abc import ABC\n", "import ast\nimport asyncio\nfrom abc import ABC\n"),
        ("from abc import ABC\nfrom re import sub\n", "import asyncio\nfrom abc import ABC\nfrom re import sub\n"),
        ("from lib import x\n", "import asyncio\n\nfrom lib import x\n"),
        ("from __future__ import annotations\n", "from __future__ import annotations\n\nimport asyncio\n"),
        ('"""About."""\nimport lib\n', '"""About."""\nimport asyncio\n\nimport lib\n'),
        ("x = 1\n", "import asyncio\n\n\nx = 1\n"),
        ("import re\r\n", "import asyncio\r\nimport re\r\n"),
    ],
)
def test_import_of_a_whole_module_stands_where_a_person_would_put_it(before: str, after: str) -> None:
    assert insert_imports(before, [ImportedName("asyncio", "")]) == after
