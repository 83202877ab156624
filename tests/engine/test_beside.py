"""How code names what a fix puts beside a function of the project."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from trees import module, project

from channels_fix.beside import Original, Reach, reach_beside
from channels_fix.bindings import Function
from channels_fix.edits.importing import ImportBeside
from channels_fix.imports import insert_imports
from channels_fix.rewrite import rewrite
from channels_fix.rule import ImportedName

FETCH = "def fetch(): ...\n"
PACKAGES = {"shop/__init__.py": "", "billing/__init__.py": "", "billing/api.py": FETCH, "shop/api.py": FETCH}


def reached(
    root: Path, text: str, path: str = "shop/views.py", source: str = "billing/api.py", **others: str
) -> Reach | None:
    """How the last function of a file names `afetch` beside `fetch`, which it calls in its last statement."""
    index = project(root, {**PACKAGES, **others, path: text})
    inside, origin = module(index, root, path), module(index, root, source)
    view, fetch = inside.tree.body[-1], origin.tree.body[0]
    assert isinstance(view, Function)
    assert isinstance(fetch, Function)
    call = view.body[-1]
    assert isinstance(call, ast.Expr)
    assert isinstance(call.value, ast.Call)
    node = call.value.func
    assert isinstance(node, ast.Name | ast.Attribute)
    return reach_beside(Original(node, fetch, origin, inside, (view,)), "afetch", index)


def view(imports: str, call: str = "fetch") -> str:
    return f"{imports}\n\n\ndef view():\n    {call}()\n"


@pytest.mark.parametrize(
    ("imports", "call", "module_name", "level"),
    [
        ("from billing.api import fetch", "fetch", "billing.api", 0),
        ("from ..billing.api import fetch", "fetch", "billing.api", 2),
        ("from billing.api import *", "fetch", "billing.api", 0),
        ("import os\nfrom billing.api import fetch", "fetch", "billing.api", 0),
        ("import billing.api\nfrom billing.api import fetch", "fetch", "billing.api", 0),
    ],
)
def test_name_joins_the_import_of_the_original(
    imports: str, call: str, module_name: str, level: int, tmp_path: Path
) -> None:
    expected = Reach("afetch", (ImportedName(module_name, "afetch", "", level),))
    assert reached(tmp_path, view(imports, call)) == expected


@pytest.mark.parametrize(
    ("imports", "call", "written"),
    [
        ("from billing import api", "api.fetch", "api.afetch"),
        ("from billing import api as client", "client.fetch", "client.afetch"),
        ("from ..billing import api", "api.fetch", "api.afetch"),
        ("import billing.api", "billing.api.fetch", "billing.api.afetch"),
        ("from billing import api\nfetch = api.fetch", "fetch", "api.afetch"),
        ("import billing.api\nfetch = billing.api.fetch", "fetch", "billing.api.afetch"),
    ],
)
def test_module_that_the_file_has_needs_no_import(imports: str, call: str, written: str, tmp_path: Path) -> None:
    assert reached(tmp_path, view(imports, call)) == Reach(written)


def test_function_of_the_same_file_needs_no_import(tmp_path: Path) -> None:
    text = f"{FETCH}\n\ndef view():\n    fetch()\n"
    assert reached(tmp_path, text, source="shop/views.py") == Reach("afetch")


def test_other_name_of_the_original_is_changed_likewise(tmp_path: Path) -> None:
    expected = Reach("abilled", (ImportedName("api", "afetch", "abilled", 1),))
    assert reached(tmp_path, view("from .api import fetch as billed", "billed"), source="shop/api.py") == expected


REEXPORT = {"billing/__init__.py": "from .api import fetch\n"}


@pytest.mark.parametrize(
    ("imports", "call", "needed"),
    [
        ("from billing import fetch", "fetch", ImportedName("billing.api", "afetch")),
        ("import billing", "billing.fetch", ImportedName("billing.api", "afetch")),
        ("from billing import *", "fetch", ImportedName("billing.api", "afetch")),
    ],
)
def test_name_that_another_module_hands_on_is_taken_from_its_source(
    imports: str, call: str, needed: ImportedName, tmp_path: Path
) -> None:
    assert reached(tmp_path, view(imports, call), **REEXPORT) == Reach("afetch", (needed,))


def test_file_with_relative_imports_alone_gets_another_one(tmp_path: Path) -> None:
    others = {"shop/tools/__init__.py": "from ..api import fetch\n"}
    expected = Reach("afetch", (ImportedName("api", "afetch", "", 1),))
    assert reached(tmp_path, view("from .tools import fetch"), source="shop/api.py", **others) == expected


def test_file_with_absolute_imports_of_its_package_gets_another_one(tmp_path: Path) -> None:
    others = {"shop/tools/__init__.py": "from ..api import fetch\n", "shop/models.py": ""}
    text = view("from shop import models\nfrom .tools import fetch")
    expected = Reach("afetch", (ImportedName("shop.api", "afetch"),))
    assert reached(tmp_path, text, source="shop/api.py", **others) == expected


def test_init_file_reaches_its_own_package(tmp_path: Path) -> None:
    expected = Reach("afetch", (ImportedName("api", "afetch", "", 1),))
    text = view("from .api import fetch")
    assert reached(tmp_path, text, path="shop/__init__.py", source="shop/api.py") == expected


def test_module_in_a_folder_without_init_file_is_named_as_the_file_does(tmp_path: Path) -> None:
    others = {"apps/pay/core.py": FETCH, "apps/pay/hub.py": "from .core import fetch\n"}
    expected = Reach("afetch", (ImportedName("apps.pay.core", "afetch"),))
    text = view("from apps.pay.hub import fetch")
    assert reached(tmp_path, text, source="apps/pay/core.py", **others) == expected


def test_module_in_the_same_folder_without_init_file_is_imported_relatively(tmp_path: Path) -> None:
    others = {"apps/pay/core.py": FETCH, "apps/pay/hub.py": "from .core import fetch\n"}
    text = view("from .hub import fetch")
    found = reached(tmp_path, text, path="apps/pay/views.py", source="apps/pay/core.py", **others)
    assert found == Reach("afetch", (ImportedName("core", "afetch", "", 1),))


@pytest.mark.parametrize(
    "text",
    [
        "from billing.api import fetch\n\nafetch = 1\n\n\ndef view():\n    fetch()\n",
        "from billing.api import fetch\n\n\ndef view(afetch):\n    fetch()\n",
        "from billing.api import fetch\n\n\ndef other(afetch): ...\n\n\ndef view():\n    fetch()\n",
        "from billing.api import fetch\nfrom more import *\n\nafetch()\n\n\ndef view():\n    fetch()\n",
        "try:\n    from billing.api import fetch\nexcept ImportError:\n    pass\n\n\ndef view():\n    fetch()\n",
        "if DEBUG:\n    from billing.api import fetch\n\n\ndef view():\n    fetch()\n",
        "def first(): ...\n\n\nfrom billing.api import fetch\n\n\ndef view():\n    fetch()\n",
        "def view():\n    from billing.api import fetch\n    afetch = 1\n    fetch()\n",
        "def view():\n    from billing.api import fetch\n    fetch = fetch or None\n    fetch()\n",
        "def view():\n    import billing.api\n    fetch = billing.api.fetch\n    fetch()\n",
    ],
)
def test_name_that_is_not_sure_is_not_given(text: str, tmp_path: Path) -> None:
    assert reached(tmp_path, text) is None


@pytest.mark.parametrize("statement", ["from billing import fetch", "import billing\n    fetch = billing.fetch"])
def test_name_that_is_handed_on_inside_of_a_function_is_not_given(statement: str, tmp_path: Path) -> None:
    assert reached(tmp_path, f"def view():\n    {statement}\n    fetch()\n", **REEXPORT) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("from billing.api import fetch", "from billing.api import afetch, fetch"),
        ("from ..billing.api import fetch, last", "from ..billing.api import afetch, fetch, last"),
        ("from billing.api import fetch  # late", "from billing.api import afetch, fetch  # late"),
        ("from billing.api import (fetch,)", "from billing.api import (afetch, fetch,)"),
        ("import os; from billing.api import fetch", "import os\n    from billing.api import afetch, fetch"),
    ],
)
def test_function_that_imports_the_original_imports_the_other_there(before: str, after: str, tmp_path: Path) -> None:
    text = f"def view():\n    {before}\n    fetch()\n"
    found = reached(tmp_path, text)
    assert found is not None
    assert (found.written, found.imports) == ("afetch", ())
    assert rewrite(text, found.edits, found.imports) == f"def view():\n    {after}\n    fetch()\n"


def test_several_names_join_one_import_of_a_function(tmp_path: Path) -> None:
    text = "def view():\n    from billing.api import fetch\n    fetch()\n"
    found = reached(tmp_path, text)
    assert found is not None
    other = ImportBeside(found.edits[0].span, ImportedName("billing.api", "apoll"))
    after = "def view():\n    from billing.api import afetch, apoll, fetch\n    fetch()\n"
    assert rewrite(text, [*found.edits, other], ()) == after


@pytest.mark.parametrize(
    ("before", "name", "after"),
    [
        ("from .api import fetch\n", ImportedName("api", "go", "", 1), "from .api import fetch, go\n"),
        ("from . import fetch\n", ImportedName("", "go", "", 1), "from . import fetch, go\n"),
        ("from ..a import (\n    c,\n)\n", ImportedName("a", "go", "", 2), "from ..a import (\n    c,\n    go,\n)\n"),
        ("from api import x\n", ImportedName("api", "go", "", 1), "from api import x\n\nfrom .api import go\n"),
        ("from ..api import x\n", ImportedName("api", "go", "", 1), "from ..api import x\nfrom .api import go\n"),
        ("from .api import x\n", ImportedName("api", "go", "", 2), "from ..api import go\nfrom .api import x\n"),
        ("from .b import x\n", ImportedName("a", "go", "", 1), "from .a import go\nfrom .b import x\n"),
        ("from .a import x\n", ImportedName("b", "go", "", 1), "from .a import x\nfrom .b import go\n"),
        ("from .a import *\n", ImportedName("a", "go", "", 1), "from .a import *\nfrom .a import go\n"),
        ("import os\n", ImportedName("a", "go", "", 1), "import os\n\nfrom .a import go\n"),
        ("x = 1\n", ImportedName("a", "go", "", 1), "from .a import go\n\n\nx = 1\n"),
        ("from .a import x\n", ImportedName("a", "go", "run", 1), "from .a import go as run, x\n"),
    ],
)  # fmt: skip
def test_relative_import_goes_where_a_person_would_put_it(before: str, name: ImportedName, after: str) -> None:
    assert insert_imports(before, [name]) == after
