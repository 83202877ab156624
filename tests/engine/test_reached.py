"""Which imports of a file nobody else may get from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from trees import module, project

from channels_fix.bindings import Function
from channels_fix.reached import spare_imports
from channels_fix.rule import ImportedName

VIEWS = "import time\n\n\ndef view(request):\n    time.sleep(1)\n"
TREE = {
    "shop/__init__.py": "",
    "shop/views.py": VIEWS,
    "billing/__init__.py": "",
    "billing/api.py": "def poll(): ...\n",
}


def spare(root: Path, files: dict[str, str], path: str = "shop/views.py", *imports: ImportedName) -> tuple[str, ...]:
    """The imports that may go with the last definition of a file."""
    index = project(root, {**TREE, **files})
    inside = module(index, root, path)
    function = inside.tree.body[-1]
    assert isinstance(function, Function)
    return spare_imports(inside, index, function, imports)


@pytest.mark.parametrize(
    "other",
    [
        "from shop.views import view\n",
        "from shop import views\nviews.view\n",
        "from shop import views\nimport time\ntime.sleep(views.view)\n",
        "from shop import views\nx = 'a time for views'\n",
        "from shop import views\nx.time()\n",
        "from shop import views\nfrom lib import time\n",
        "from lib import views\nviews.time\n",
        "from lib.views import time\n",
        "import lib.views\nlib.views.time\n",
        "patch('time.sleep')\n",
        "from shop.other import *\nviews = 1\n",
    ],
)
def test_import_of_ones_own_may_go(other: str, tmp_path: Path) -> None:
    assert spare(tmp_path, {"tests.py": other, "lib/__init__.py": "", "lib/views.py": "time = 1\n"}) == ("time",)


@pytest.mark.parametrize(
    "other",
    [
        "from shop.views import time\n",
        "from shop.views import time as clock\n",
        "from shop.views import *\n",
        "from somewhere.views import time\n",
        "from shop import views\nviews.time.sleep\n",
        "from shop import views as v\nv.time.sleep\n",
        "import shop.views\nshop.views.time\n",
        "def f():\n    from shop import views as v\n    v.time.sleep = None\n",
        "def f():\n    from shop.views import time\n",
        "def f(views):\n    views.time\n",
        "from shop import views\ninspect.getmembers(views)\n",
        "from shop import views\npatch.object(views, 'time')\n",
        "from shop import views\nx = views\nx.time\n",
        "import shop.views\npatch.object(shop.views, name)\n",
        "patch('shop.views.time.sleep')\n",
        "patch('shop.views.time')\n",
        "load('shop.views:time')\n",
        "WHERE = 'shop.views'\npatch(f'{WHERE}.time')\n",
        "x = import_module('shop.views')\nx.time\n",
        "import_module('shop.views').time\n",
        "sys.modules['shop.views'].time\n",
        "getattr(views, 'time')\n",
    ],
)
def test_import_that_somebody_may_get_stays(other: str, tmp_path: Path) -> None:
    assert spare(tmp_path, {"tests.py": other}) == ()


def test_import_in_the_init_file_of_a_package_stays(tmp_path: Path) -> None:
    assert spare(tmp_path, {"shop/__init__.py": VIEWS}, "shop/__init__.py") == ()


def test_module_that_its_package_gives_another_name_keeps_its_imports(tmp_path: Path) -> None:
    assert spare(tmp_path, {"shop/__init__.py": "from . import views as pages\n"}) == ()


@pytest.mark.parametrize(
    "text",
    [
        "import sys\nimport time\n\nsys.modules[__name__].time\n\n\ndef view():\n    time.sleep(1)\n",
        "import time\n\nfrom shop import views\n\nviews.time\n\n\ndef view():\n    time.sleep(1)\n",
        "import os\n\n\ndef view():\n    time.sleep(1)\n",
        "def view():\n    time.sleep(1)\n",
    ],
)
def test_name_that_is_not_imported_for_the_function_alone_is_not_given(text: str, tmp_path: Path) -> None:
    assert spare(tmp_path, {"shop/views.py": text}) == ()


def test_only_names_in_the_function_are_given(tmp_path: Path) -> None:
    text = "import os\nfrom time import monotonic, sleep as nap\n\nos.getcwd()\n\n\ndef view():\n    nap(monotonic())\n"
    assert spare(tmp_path, {"shop/views.py": text}) == ("monotonic", "nap")


POLLING = "{0}\n\n\ndef view(request):\n    poll()\n"
NEEDED = ImportedName("billing.api", "apoll")


@pytest.mark.parametrize("imported", ["from billing.api import poll", "from ..billing.api import poll"])
def test_import_from_a_module_of_the_project_may_go_if_another_one_comes(imported: str, tmp_path: Path) -> None:
    assert spare(tmp_path, {"shop/views.py": POLLING.format(imported)}, "shop/views.py", NEEDED) == ("poll",)


@pytest.mark.parametrize(
    ("imported", "call"),
    [
        ("from billing.api import poll", "poll"),
        ("import billing", "billing.poll"),
        ("from billing import poll", "poll"),
        ("from billing import api", "api.poll"),
        ("from .gone import poll", "poll"),
    ],
)
def test_import_of_a_module_of_the_project_stays(imported: str, call: str, tmp_path: Path) -> None:
    text = f"{imported}\n\n\ndef view(request):\n    {call}()\n"
    assert spare(tmp_path, {"shop/views.py": text}, "shop/views.py", ImportedName("shop.other", "x")) == ()


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("import time\n    time.sleep(1)", ("time",)),
        ("from time import sleep\n    sleep(1)", ("sleep",)),
        ("from billing.api import poll\n    poll()", ("poll",)),
        ("from billing import api\n    api.poll()", ()),
        ("import os\n    os.nice(1)", ()),
    ],
)
def test_imports_of_the_function_itself_are_given(body: str, names: tuple[str, ...], tmp_path: Path) -> None:
    text = f"import os as osx\n\nos = osx\n\n\ndef view(request):\n    {body}\n"
    assert (
        spare(
            tmp_path, {"shop/views.py": text, "x.py": "from shop.views import sleep, time\n"}, "shop/views.py", NEEDED
        )
        == names
    )
