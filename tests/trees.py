"""Small projects on disk, and what a run says about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from channels_fix.engine import run
from channels_fix.files import discover
from channels_fix.module import Class, Module
from channels_fix.project import Project
from channels_fix.resolution import Knowledge, Symbol
from channels_fix.results import Run, Settings

ASYNC = "from channels.generic.websocket import AsyncWebsocketConsumer\n"
SWALLOWING = """\
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception:
            pass
"""


def swallowing(bases: str, imports: str = ASYNC, name: str = "Chat") -> str:
    """A module with a class whose `dispatch` swallows StopConsumer, if the class is a consumer."""
    return f"{imports}\n\nclass {name}({bases}):\n{SWALLOWING}"


def heir(bases: str, imports: str = ASYNC, name: str = "Chat") -> str:
    """A module with a class that only has bases."""
    return f"{imports}\n\nclass {name}({bases}):\n    pass\n"


def write(root: Path, files: Mapping[str, str]) -> Path:
    """Write the files of a project, with a marker of its root; give back the root."""
    for name, text in {"pyproject.toml": "", **files}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8", newline="")
    return root


def files_with_findings(run: Run, root: Path) -> list[str]:
    """The files that have findings, relative to `root`."""
    return [result.path.relative_to(root).as_posix() for result in run.results if result.findings]


def found_in(root: Path, *paths: str, **settings: object) -> list[str]:
    """Run over `paths` below `root` and give the files that have findings; no file may have an error."""
    result = run([root / path for path in paths or (".",)], Settings(**settings))  # type: ignore[arg-type]
    assert [one.error for one in result.results if one.error] == []
    return files_with_findings(result, root)


def project(
    root: Path,
    files: Mapping[str, str],
    knowledge: Knowledge | None = None,
    options: Mapping[str, object] | None = None,
) -> Project:
    """The index of a project that is on disk."""
    return Project([write(root, files)], _python_files, knowledge, options)


def _python_files(roots: Sequence[Path]) -> list[Path]:
    return [file.path for file in discover(roots)[0]]


def module(index: Project, root: Path, name: str) -> Module:
    """A file of the project, parsed."""
    found = index.load(root / name)
    assert found is not None
    return found


def line_of(index: Project, cls: Class) -> list[str | None]:
    """The names of the method resolution order; None stands for a base that is not known."""
    return [None if base is None else base.name for base in index.mro(cls)]


def meaning(symbol: Symbol | None) -> str | None:
    """The name of what was found."""
    return None if symbol is None else symbol.name


MIXINS = """\
from channels.generic.websocket import AsyncWebsocketConsumer


class Mixin: ...


class Deeper(Mixin): ...


class First(Deeper, AsyncWebsocketConsumer): ...


class Second(Mixin, AsyncWebsocketConsumer): ...


class View(Mixin): ...
"""
