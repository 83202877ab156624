"""What a name means and which classes derive from which, whatever files are named and in whatever order."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path
from textwrap import indent

import pytest
from trees import (
    ASYNC,
    SWALLOWING,
    files_with_findings,
    found_in,
    heir,
    line_of,
    meaning,
    module,
    project,
    swallowing,
    write,
)

from channels_fix.engine import run
from channels_fix.layout import find_root
from channels_fix.resolution import Knowledge
from channels_fix.results import Settings

BASE = heir("AsyncWebsocketConsumer", name="Base")
INNER = indent(SWALLOWING, "    ")
MIXIN = f"class Mixin:\n{SWALLOWING}"
GENERIC = """\
from abc import ABC
from typing import Generic, TypeVar

from .base import Base

T = TypeVar("T")


class Typed(ABC, Base, Generic[T]):
    pass
"""
CONSUMER_WITH_MIXIN = "\n\nclass Chat(Mixin, AsyncWebsocketConsumer):\n    pass\n"


@dataclass(frozen=True)
class Layout:
    """A project; only `faulty` has a fault, when there is one at all."""

    situation: str
    files: dict[str, str]
    faulty: str = "chat/consumers.py"

    def __str__(self) -> str:
        return self.situation


PACKAGE = {"chat/__init__.py": "", "chat/base.py": BASE}


def package(situation: str, imports: str, base: str = "Base", more: Mapping[str, str] | None = None) -> Layout:
    """A package with a base class in `chat/base.py` and a consumer in `chat/consumers.py`."""
    return Layout(situation, {**PACKAGE, **(more or {}), "chat/consumers.py": swallowing(base, imports)})


KNOWN = [
    package("absolute import", "from chat.base import Base\n"),
    package("relative import", "from .base import Base\n"),
    package("relative import of the module", "from . import base\n", "base.Base"),
    package("import of the module", "import chat.base\n", "chat.base.Base"),
    package("import of the module under a name", "import chat.base as own\n", "own.Base"),
    package("import of the package", "import chat\n", "chat.base.Base"),
    package("import of the module from its package", "from chat import base as b\n", "b.Base"),
    package("import under a name", "from .base import Base as Parent\n", "Parent"),
    package("import over several lines", "from .base import (\n    Base,\n)\n"),
    package("star import of a project module", "from .base import *\n"),
    package("alias by assignment", "from .base import Base\n\nParent = Base\n", "Parent"),
    package("alias of a module attribute", "from . import base\n\nParent = base.Base\n", "Parent"),
    package("alias with an annotation", "from .base import Base\n\nParent: type = Base\n", "Parent"),
    package("subscripted base", "from .base import Base\n", "Base[str]"),
    Layout(
        "class named like its base",
        {**PACKAGE, "chat/consumers.py": swallowing("Base", "from .base import Base\n", "Base")},
    ),
    package(
        "import in a try that falls back", "try:\n    from .base import Base\nexcept ImportError:\n    Base = object\n"
    ),
    package(
        "import in a try for a missing module",
        "try:\n    from .base import Base\nexcept (ModuleNotFoundError, AttributeError):\n    Base = None\n",
    ),
    package(
        "typing import of the same class",
        "from .base import Base\n\nif TYPE_CHECKING:\n    from chat.base import Base\n",
    ),
    package(
        "both branches import the same class",
        "if DEBUG:\n    from .base import Base\nelse:\n    from chat.base import Base\n",
    ),
    package(
        "module that imports back",
        "from .base import Base\n",
        more={"chat/base.py": "from . import consumers\n" + BASE},
    ),
    package(
        "chain of bases",
        "from .d import D\n",
        "D",
        {
            "chat/b.py": heir("Base", "from .base import Base\n", "B"),
            "chat/c.py": heir("B", "from chat.b import B\n", "C"),
            "chat/d.py": heir("c.C", "from . import c\n", "D"),
        },
    ),
    package(
        "re-export of a re-export",
        "from chat.bases import Base\n",
        more={"chat/bases/__init__.py": "from .all import Base\n", "chat/bases/all.py": "from ..base import *\n"},
    ),
    package(
        "diamond",
        "from .left import Left\nfrom .right import Right\n",
        "Left, Right",
        {
            "chat/left.py": heir("Base", "from .base import Base\n", "Left"),
            "chat/right.py": heir("Base", "from .base import Base\n", "Right"),
        },
    ),
    package("abstract and generic base", "from .typed import Typed\n", "Typed[str]", {"chat/typed.py": GENERIC}),
    package(
        "base inside of a class",
        "from .outer import Outer\n",
        "Outer.Inner",
        {"chat/outer.py": "from .base import Base\n\n\nclass Outer:\n    class Inner(Base):\n        pass\n"},
    ),
    package(
        "attribute of a class",
        "from .outer import Outer\n",
        "Outer.base",
        {"chat/outer.py": "from .base import Base\n\n\nclass Outer:\n    base = Base\n"},
    ),
    package("third-party base as well", "from elsewhere import Other\n\nfrom .base import Base\n", "Other, Base"),
    package("unknown base as well", "from .base import Base\n", "make_base(), Base"),
    Layout(
        "parent package",
        {
            "site/__init__.py": "",
            "site/base.py": BASE,
            "site/chat/__init__.py": "",
            "site/chat/consumers.py": swallowing("Base", "from ..base import Base\n"),
        },
        "site/chat/consumers.py",
    ),
    Layout(
        "cousin package",
        {
            "site/__init__.py": "",
            "site/common/__init__.py": "",
            "site/common/base.py": BASE,
            "site/chat/__init__.py": "",
            "site/chat/consumers.py": swallowing("common.base.Base", "from .. import common\n"),
        },
        "site/chat/consumers.py",
    ),
    Layout(
        "folders without __init__",
        {
            "chat/base.py": BASE,
            "chat/consumers.py": swallowing("Base", "from chat.base import Base\n"),
        },
    ),
    Layout(
        "relative import in a folder without __init__",
        {
            "chat/base.py": BASE,
            "chat/consumers.py": swallowing("base.Base", "from . import base\n"),
        },
    ),
    Layout(
        "src layout",
        {
            "src/chat/__init__.py": "",
            "src/chat/base.py": BASE,
            "tests/consumers.py": swallowing("Base", "from chat.base import Base\n"),
        },
        "tests/consumers.py",
    ),
    Layout(
        "root below the repository",
        {
            "backend/manage.py": "",
            "backend/base.py": BASE,
            "backend/chat/__init__.py": "",
            "backend/chat/consumers.py": swallowing("Base", "from base import Base\n"),
        },
        "backend/chat/consumers.py",
    ),
    Layout(
        "import inside of a function",
        {
            "base.py": BASE,
            "consumers.py": "def make():\n    from base import Base\n\n    class Chat(Base):\n" + INNER,
        },
        "consumers.py",
    ),
    Layout(
        "mixin for a consumer of the same name elsewhere",
        {
            "mixin.py": MIXIN,
            "consumers.py": f"{ASYNC}from mixin import Mixin\n{CONSUMER_WITH_MIXIN}",
        },
        "mixin.py",
    ),
    Layout(
        "mixin by its module",
        {
            "mixin.py": MIXIN,
            "consumers.py": ASYNC + "import mixin\n" + CONSUMER_WITH_MIXIN.replace("Mixin", "mixin.Mixin"),
        },
        "mixin.py",
    ),
    Layout(
        "mixin under a name",
        {
            "mixin.py": MIXIN,
            "consumers.py": ASYNC + "from mixin import Mixin as Safe\n" + CONSUMER_WITH_MIXIN.replace("Mixin", "Safe"),
        },
        "mixin.py",
    ),
    Layout(
        "mixin of a mixin",
        {
            "mixin.py": MIXIN,
            "second.py": heir("Mixin", "from mixin import Mixin\n", "Second"),
            "consumers.py": ASYNC + "from second import Second\n" + CONSUMER_WITH_MIXIN.replace("Mixin", "Second"),
        },
        "mixin.py",
    ),
    Layout(
        "mixin that pretends to have a base for the type checker",
        {
            "mixin.py": ASYNC
            + "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    Base = AsyncWebsocketConsumer\n"
            "else:\n    Base = object\n\n\nclass Mixin(Base):\n" + SWALLOWING,
            "consumers.py": f"{ASYNC}from mixin import Mixin\n{CONSUMER_WITH_MIXIN}",
        },
        "mixin.py",
    ),
]

BRANCHES = f"""{ASYNC}
if DEBUG:
    class Base:
        pass
else:
    class Base(AsyncWebsocketConsumer):
        pass
"""

UNKNOWN = [
    package("both branches disagree", "if DEBUG:\n    from .base import Base\nelse:\n    Base = object\n"),
    package("branches define classes that disagree", BRANCHES),
    package("assigned twice", "from .base import Base\n\nBase = wrap(Base)\n"),
    package("result of a call", "from .base import Base\n\nParent = wrap(Base)\n", "Parent"),
    package("called in the bases", "from .base import Base\n", "wrap(Base)"),
    package("loop variable", "from .base import Base\n\nfor Parent in [Base]:\n    pass\n", "Parent"),
    package("unpacked", "from .base import Base\n\nParent, Other = made(Base)\n", "Parent"),
    package("unpacked with a star", "from .base import Base\n\nParent, *Others = Base, object\n", "Parent"),
    package("taken from a context manager", "from .base import Base\n\nwith Base as Parent:\n    pass\n", "Parent"),
    package("only for the type checker", "if TYPE_CHECKING:\n    from .base import Base\nelse:\n    Base = object\n"),
    package("deleted and imported from elsewhere", "from .base import Base\n\ndel Base\nfrom elsewhere import Base\n"),
    package("not in the module", "from .base import Bass\n", "Bass"),
    package("module of that name missing", "from .bases import Base\n"),
    package(
        "star import hides names with an underscore",
        "from .own import *\n",
        "_Own",
        {"chat/own.py": heir("Base", "from .base import Base\n", "_Own")},
    ),
    package("relative import above the file system", f"from {'.' * 60}base import Base\n"),
    package("assigned to itself", "Base = Base\n"),
    package("own class of that name", "class Base:\n    pass\n\n\nfrom elsewhere import base\n"),
    package("attribute of a function", "def base():\n    pass\n", "base.Base"),
    package("attribute that the class lacks", "from .base import Base\n", "Base.Inner"),
    package("attribute of a builtin", "", "object.Base"),
    Layout(
        "cycle of imports without the class",
        {
            "chat/__init__.py": "",
            "chat/base.py": "from .consumers import Base\n",
            "chat/consumers.py": swallowing("Parent", "from .base import Base as Parent\n\nBase = Parent\n"),
        },
    ),
    Layout(
        "star imports in a circle",
        {
            "base.py": "from consumers import *\n",
            "consumers.py": swallowing("Base", "from base import *\n"),
        },
    ),
    Layout(
        "base class in a file that cannot be parsed",
        {
            "chat/base.py": BASE + "def :\n",
            "chat/consumers.py": swallowing("Base", "from chat.base import Base\n"),
        },
    ),
    Layout("mixin that nobody uses", {"mixin.py": MIXIN, "consumers.py": f"{ASYNC}{CONSUMER_WITH_MIXIN}"}),
    Layout(
        "mixin that only a view uses",
        {
            "mixin.py": MIXIN,
            "views.py": heir("Mixin, View", "from django.views import View\nfrom mixin import Mixin\n"),
        },
    ),
    Layout(
        "other mixin of the same name is used",
        {
            "mixin.py": MIXIN,
            "other.py": "class Mixin:\n    pass\n",
            "consumers.py": f"{ASYNC}from other import Mixin\n{CONSUMER_WITH_MIXIN}",
        },
    ),
    Layout(
        "parameter hides the import",
        {
            "consumers.py": f"{ASYNC}\n\ndef make(AsyncWebsocketConsumer):\n    class Chat(AsyncWebsocketConsumer):\n"
            + INNER,
        },
    ),
    Layout(
        "own class has the name of the library's",
        {
            "base.py": "class AsyncWebsocketConsumer:\n    pass\n",
            "consumers.py": swallowing("AsyncWebsocketConsumer", "from base import AsyncWebsocketConsumer\n"),
        },
    ),
]

PLACES: dict[str, Callable[[Path], Path]] = {
    "the file": lambda file: file,
    "its folder": lambda file: file.parent,
    "the root": lambda file: Path(),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("layout", KNOWN, ids=str)
def test_class_of_another_module_is_known_whatever_path_is_named(layout: Layout, place: str, tmp_path: Path) -> None:
    write(tmp_path, layout.files)
    assert found_in(tmp_path, str(PLACES[place](Path(layout.faulty)))) == [layout.faulty]


@pytest.mark.parametrize("layout", KNOWN, ids=str)
def test_class_of_another_module_is_known_when_every_file_is_named_in_reverse(layout: Layout, tmp_path: Path) -> None:
    write(tmp_path, layout.files)
    assert found_in(tmp_path, *sorted(layout.files, reverse=True)) == [layout.faulty]


@pytest.mark.parametrize("layout", UNKNOWN, ids=str)
def test_name_that_cannot_be_known_is_never_guessed(layout: Layout, tmp_path: Path) -> None:
    write(tmp_path, layout.files)
    result = run([tmp_path], Settings())
    assert files_with_findings(result, tmp_path) == []


@pytest.mark.parametrize("order", list(permutations(["mixin.py", "base.py", "consumers.py"])), ids="-".join)
def test_order_of_the_named_files_changes_nothing(order: tuple[str, ...], tmp_path: Path) -> None:
    files = {
        "mixin.py": MIXIN,
        "base.py": swallowing("AsyncWebsocketConsumer", name="Base"),
        "consumers.py": swallowing("Mixin, Base", "from base import Base\nfrom mixin import Mixin\n"),
    }
    write(tmp_path, files)
    result = run([tmp_path / name for name in order], Settings())
    assert files_with_findings(result, tmp_path) == ["base.py", "consumers.py", "mixin.py"]
    assert [finding.message for finding in result.results[2].findings] == [
        "Mixin.dispatch: `except Exception` stops StopConsumer, so the consumer never ends (in Chat)"
    ]


class TestStarImports:
    def test_star_import_of_a_known_library_module_brings_its_names(self, tmp_path: Path) -> None:
        write(tmp_path, {"a.py": swallowing("AsyncWebsocketConsumer", "from channels.generic.websocket import *\n")})
        assert found_in(tmp_path) == ["a.py"]

    def test_star_import_of_an_unknown_module_brings_nothing(self, tmp_path: Path) -> None:
        write(tmp_path, {"a.py": swallowing("AsyncWebsocketConsumer", "from elsewhere import *\n")})
        assert found_in(tmp_path) == []

    def test_last_star_import_that_has_the_name_wins(self, tmp_path: Path) -> None:
        plain = "class Base:\n    pass\n"
        imports = "from base import *\nfrom plain import *\n"
        write(tmp_path, {"base.py": BASE, "plain.py": plain, "a.py": swallowing("Base", imports)})
        assert found_in(tmp_path) == []

    def test_star_import_brings_only_what_all_names(self, tmp_path: Path) -> None:
        write(tmp_path, {"base.py": f"{BASE}\n__all__ = []\n", "a.py": swallowing("Base", "from base import *\n")})
        assert found_in(tmp_path) == []


class TestNamesOfPackages:
    def test_attribute_of_a_package_goes_before_its_module_of_that_name(self, tmp_path: Path) -> None:
        files = {"bases/__init__.py": "from .Base import Base\n", "bases/Base.py": BASE}
        write(tmp_path, {**files, "a.py": swallowing("Base", "from bases import Base\n")})
        assert found_in(tmp_path) == ["a.py"]

    def test_dotted_import_below_a_folder_without_init(self, tmp_path: Path) -> None:
        write(tmp_path, {"bases/base.py": BASE, "a.py": swallowing("bases.base.Base", "import bases.base\n")})
        assert found_in(tmp_path) == ["a.py"]


class TestScopes:
    def test_class_body_hides_the_import_of_that_name_from_the_classes_in_it(self, tmp_path: Path) -> None:
        fake = "    class AsyncWebsocketConsumer:\n        pass\n\n    class Chat(AsyncWebsocketConsumer):\n"
        write(tmp_path, {"a.py": f"{ASYNC}\n\nclass Fakes:\n{fake}{INNER}"})
        assert found_in(tmp_path) == []


@pytest.mark.parametrize(
    "uses",
    [
        "from p import Renamed\n\n\nclass Chat(Renamed, AsyncWebsocketConsumer):\n    pass\n",
        "from p import Assigned\n\n\nclass Chat(Assigned, AsyncWebsocketConsumer):\n    pass\n",
        "from p.m import Mixin\n\n\nclass Chat(  # the order: matters\n    Mixin, AsyncWebsocketConsumer):\n    pass\n",
        "from p import m\n\nOwn: type = m.Mixin\n\n\nclass Chat(Own, AsyncWebsocketConsumer):\n    pass\n",
        "from p import m\n\nif True:\n    Own = m.Mixin\n\n\nclass Chat(Own, AsyncWebsocketConsumer):\n    pass\n",
        "from p import m\n\nOwn = m.Mixin  # ours\n\n\nclass Chat(Own, AsyncWebsocketConsumer):\n    pass\n",
        "from p import m\r\n\r\nOwn = m.Mixin\r\n\r\n\r\nclass Chat(Own, AsyncWebsocketConsumer):\r\n    pass\r\n",
        "from p import m\n\nOne = m.Mixin\nTwo = One\n\n\nclass Chat(Two, AsyncWebsocketConsumer):\n    pass\n",
    ],
    ids=[
        "renamed by the package",
        "assigned in the package",
        "comment with a colon in the header",
        "alias with an annotation",
        "alias under a condition",
        "alias with a comment",
        "alias and Windows line ends",
        "alias of an alias",
    ],
)
def test_heir_that_knows_the_mixin_by_another_name_is_found(uses: str, tmp_path: Path) -> None:
    reexport = "from .m import Mixin\nfrom .m import Mixin as Renamed\n\nAssigned = Mixin\n"
    write(tmp_path, {"p/__init__.py": reexport, "p/m.py": MIXIN, "consumers.py": ASYNC + uses})
    assert found_in(tmp_path) == ["p/m.py"]


TWO_PROJECTS = {
    "one/pyproject.toml": "",
    "one/base.py": BASE,
    "one/consumers.py": swallowing("Base", "from base import Base\n"),
    "two/pyproject.toml": "",
    "two/base.py": "class Base:\n    pass\n",
    "two/consumers.py": swallowing("Base", "from base import Base\n"),
}


class TestTwoProjects:
    @pytest.mark.parametrize("paths", list(permutations(["one", "two"])), ids="-".join)
    def test_modules_of_the_same_name_are_kept_apart(self, paths: tuple[str, ...], tmp_path: Path) -> None:
        write(tmp_path, TWO_PROJECTS)
        assert found_in(tmp_path, *paths) == ["one/consumers.py"]

    def test_modules_of_the_same_name_are_kept_apart_below_a_common_root(self, tmp_path: Path) -> None:
        write(tmp_path, TWO_PROJECTS)
        assert found_in(tmp_path) == ["one/consumers.py"]


class TestRoot:
    def test_nearest_folder_with_a_project_file_is_the_root(self, tmp_path: Path) -> None:
        write(tmp_path, {"backend/setup.cfg": "", "backend/chat/consumers.py": ""})
        assert find_root(tmp_path / "backend/chat/consumers.py") == tmp_path / "backend"
        assert find_root(tmp_path / "backend/chat") == tmp_path / "backend"

    def test_folder_outside_of_any_project_is_its_own_root(self, tmp_path: Path) -> None:
        (tmp_path / "a.py").write_text("")
        assert find_root(tmp_path / "a.py") == tmp_path
        assert find_root(tmp_path) == tmp_path

    def test_module_above_the_root_is_not_looked_at(self, tmp_path: Path) -> None:
        write(tmp_path, {"base.py": BASE, "inner/pyproject.toml": ""})
        write(tmp_path, {"inner/consumers.py": swallowing("Base", "from base import Base\n")})
        assert found_in(tmp_path, "inner") == []


class TestMethodResolutionOrder:
    def test_diamond_is_linearised_as_python_does(self, tmp_path: Path) -> None:
        index = project(tmp_path, {"a.py": "class A: ...\nclass B(A): ...\nclass C(A): ...\nclass D(B, C): ...\n"})
        assert line_of(index, module(index, tmp_path, "a.py").classes["D"]) == ["a.D", "a.B", "a.C", "a.A"]

    def test_bases_from_outside_keep_their_names_and_unknown_ones_have_none(self, tmp_path: Path) -> None:
        text = "from lib import Out\nclass A(Out): ...\nclass B(make(), A, other()): ...\n"
        index = project(tmp_path, {"a.py": text})
        assert line_of(index, module(index, tmp_path, "a.py").classes["B"]) == ["a.B", None, "a.A", "lib.Out", None]

    def test_bases_that_do_not_fit_together_are_taken_as_written(self, tmp_path: Path) -> None:
        text = "class A: ...\nclass B(A): ...\nclass C(A, B): ...\n"
        index = project(tmp_path, {"a.py": text})
        assert line_of(index, module(index, tmp_path, "a.py").classes["C"]) == ["a.C", "a.A", "a.B"]

    @pytest.mark.parametrize("first", ["A", "B"])
    def test_cycle_of_bases_ends(self, first: str, tmp_path: Path) -> None:
        files = {
            "a.py": "from b import B\nclass A(B): ...\n",
            "b.py": "from a import A\nclass B(A): ...\n",
        }
        index = project(tmp_path, files)
        cls = module(index, tmp_path, f"{first.lower()}.py").classes[first]
        assert {"a.A", "b.B"} == set(line_of(index, cls))

    def test_descendants_come_in_order_of_file_and_line(self, tmp_path: Path) -> None:
        files = {
            "a.py": "class A: ...\nclass C(A): ...\nclass B(A): ...\n",
            "b.py": "import a\n\n\nclass D(a.B): ...\n",
            "c.py": "class A: ...\nclass E(A): ...\n",
        }
        index = project(tmp_path, files)
        heirs = index.descendants(module(index, tmp_path, "a.py").classes["A"])
        assert [cls.name for cls in heirs] == ["a.C", "a.B", "b.D"]

    def test_descendants_pass_over_files_that_cannot_be_read(self, tmp_path: Path) -> None:
        index = project(tmp_path, {"a.py": "class A: ...\nclass B(A): ...\n", "b.py": "class C(A:\n"})
        (tmp_path / "c.py").write_bytes(b"class D(A): '\xff'\n")
        heirs = index.descendants(module(index, tmp_path, "a.py").classes["A"])
        assert [cls.name for cls in heirs] == ["a.B"]


KNOWLEDGE = Knowledge(
    aliases={"lib.Short": "lib.inner.Long"},
    exports={"lib.stars": frozenset({"Star"})},
    ancestors={},
    packages=frozenset({"lib"}),
)


class TestResolving:
    @pytest.mark.parametrize(
        ("text", "expression", "name"),
        [
            ("import lib", "lib.inner.Thing", "lib.inner.Thing"),
            ("import lib", "lib.Short", "lib.inner.Long"),
            ("from lib import Short", "Short", "lib.inner.Long"),
            ("from lib.stars import *", "Star", "lib.stars.Star"),
            ("from lib.stars import *", "Other", None),
            ("", "Exception", "builtins.Exception"),
            ("Exception = 1", "Exception", "m.Exception"),
            ("", "nothing", None),
            ("", "Exception.args", None),
            ("", "f()", None),
            ("NAMES = (A, B)", "NAMES", "m.NAMES"),
            ("", "(A, B)", ""),
            ("def f(): ...", "f", "m.f"),
            ("def f(): ...", "f.attribute", None),
            ("def f(): ...\ndef f(): ...", "f", "m.f"),
            ("class A:\n    def run(self): ...", "A.run", "m.A.run"),
            ("A = B = C = 1", "C", "m.C"),
            ("A = B\nB = A", "A", None),
            ("match x:\n    case [A, *B]: ...", "B", None),
            ("def f():\n    global A\nA = 1", "A", "m.A"),
        ],
    )
    def test_expression_at_the_top_level(self, text: str, expression: str, name: str | None, tmp_path: Path) -> None:
        index = project(tmp_path, {"m.py": f"{text}\n"}, KNOWLEDGE)
        node = ast.parse(expression, mode="eval").body
        assert meaning(index.resolve(node, module(index, tmp_path, "m.py"))) == name

    @pytest.mark.parametrize(
        ("function", "expression", "name"),
        [
            ("def f():\n    from lib import A", "A", "lib.A"),
            ("def f(A):\n    pass", "A", None),
            ("def f():\n    global A\n    A = 1", "A", "far.A"),
            ("def f():\n    pass", "A", "far.A"),
            ("def f():\n    class A: ...", "A", "m.f.<locals>.A"),
            ("def f():\n    B = A", "B", "far.A"),
            ("def f(*A, **B):\n    pass", "B", None),
        ],
    )
    def test_expression_in_a_function(self, function: str, expression: str, name: str | None, tmp_path: Path) -> None:
        index = project(tmp_path, {"m.py": f"from far import A\n{function}\n"})
        inside = module(index, tmp_path, "m.py")
        node = ast.parse(expression, mode="eval").body
        assert meaning(index.resolve(node, inside, [inside.tree.body[-1]])) == name  # type: ignore[list-item]

    def test_member_of_a_package_is_its_module_where_it_has_no_such_name(self, tmp_path: Path) -> None:
        index = project(tmp_path, {"p/__init__.py": "import os\n", "p/inner.py": "", "a.py": "import p\n"})
        owner = index.resolve(ast.Name("p", ast.Load()), module(index, tmp_path, "a.py"))
        assert owner is not None
        assert meaning(index.member(owner, "inner")) == "p.inner"
        assert meaning(index.member(owner, "os")) == "os"
        assert index.member(owner, "nothing") is None

    def test_endless_chain_of_names_ends(self, tmp_path: Path) -> None:
        chain = "".join(f"N{number} = N{number + 1}\n" for number in range(100))
        index = project(tmp_path, {"m.py": f"{chain}N100 = 1\n"})
        inside = module(index, tmp_path, "m.py")
        assert index.resolve(ast.Name("N0", ast.Load()), inside) is None
        assert meaning(index.resolve(ast.Name("N90", ast.Load()), inside)) == "m.N100"

    def test_endless_chain_of_star_imports_ends(self, tmp_path: Path) -> None:
        files = {f"m{number}.py": f"from m{number + 1} import *\n" for number in range(60)}
        index = project(tmp_path, {**files, "m60.py": "A = 1\n"})
        assert index.resolve(ast.Name("A", ast.Load()), module(index, tmp_path, "m0.py")) is None
        assert meaning(index.resolve(ast.Name("A", ast.Load()), module(index, tmp_path, "m40.py"))) == "m60.A"


class TestTexts:
    def test_file_that_is_missing_or_broken_is_no_module(self, tmp_path: Path) -> None:
        index = project(tmp_path, {"broken.py": "def :\n"})
        assert index.load(tmp_path / "missing.py") is None
        assert index.load(tmp_path / "broken.py") is None

    def test_given_text_goes_before_the_file(self, tmp_path: Path) -> None:
        index = project(tmp_path, {"a.py": "class A: ...\n"})
        index.add(tmp_path / "a.py", "class B: ...\n")
        assert list(module(index, tmp_path, "a.py").classes) == ["B"]

    def test_changed_project_reads_the_new_texts_and_leaves_the_old_project_alone(self, tmp_path: Path) -> None:
        index = project(tmp_path, {"a.py": "class A: ...\nclass B(A): ...\n", "b.py": "import a\nclass C(a.A): ...\n"})
        old = module(index, tmp_path, "a.py")
        assert [cls.name for cls in index.descendants(old.classes["A"])] == ["a.B", "b.C"]

        other = index.changed({tmp_path / "a.py": "class A: ...\n\n\nclass B(A): ...\n"})
        new = module(other, tmp_path, "a.py")

        assert new.classes["B"].node.lineno == 4
        assert [cls.name for cls in other.descendants(new.classes["A"])] == ["a.B", "b.C"]
        assert module(index, tmp_path, "a.py") is old

    def test_changed_project_finds_heirs_in_its_new_texts(self, tmp_path: Path) -> None:
        index = project(tmp_path, {"a.py": "class A: ...\n"})
        other = index.changed({tmp_path / "a.py": "class A: ...\nclass B(A): ...\n"})
        heirs = other.descendants(module(other, tmp_path, "a.py").classes["A"])
        assert [cls.name for cls in heirs] == ["a.B"]

    @pytest.mark.parametrize(
        ("file", "name"),
        [("p/__init__.py", "p"), ("p/a.py", "p.a"), ("p/q/__init__.py", "p.q"), ("n/a.py", "a"), ("a.py", "a")],
    )
    def test_module_is_named_from_the_outermost_package(self, file: str, name: str, tmp_path: Path) -> None:
        index = project(tmp_path, {"p/__init__.py": "", "p/a.py": "", "p/q/__init__.py": "", "n/a.py": "", "a.py": ""})
        assert module(index, tmp_path, file).name == name
