"""Try statements of small projects, the clauses for CancelledError that they get, and what then happens."""

from __future__ import annotations

import ast
import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from oracle import executed
from trees import module, project

from channels_fix.bindings import Function
from channels_fix.edits.clauses import AppendToClause, InsertHandler
from channels_fix.excerpts import shifted
from channels_fix.imports import reference
from channels_fix.module import Class, Module
from channels_fix.project import Project
from channels_fix.registry import knowledge
from channels_fix.rewrite import rewrite
from codemods.cancellation.cleaning.cleanup import Cleanup, Place, cleanup_at, needs_cleanup
from codemods.consumers import consumers_of

BROAD = {"BaseException", "CancelledError"}


@dataclass(frozen=True)
class Found:
    """A place in a project."""

    project: Project
    place: Place

    @property
    def cleanup(self) -> Cleanup:
        """What its clause does."""
        return cleanup_at(self.place, self.project)

    @property
    def needs(self) -> bool:
        """Whether the consumer of the place has something to release."""
        assert self.place.consumer is not None
        return needs_cleanup(self.place.consumer, self.project)

    def mended(self) -> str:
        """The source with the clause."""
        place, cleanup = self.place, self.cleanup
        assert cleanup.reason == ""
        assert place.handler is not None
        body = f"{cleanup.code}raise\n"
        span = place.module.span
        if cleanup.kept:
            return rewrite(
                place.module.text, [AppendToClause(span(place.handler), body), *cleanup.edits], cleanup.imports
            )
        error, needed = reference(place.module, self.project, "asyncio", "CancelledError", place.within)
        name = f" as {cleanup.name}" if cleanup.name else ""
        clause = f"except {error}{name}:\n{shifted(body, place.indent)}"
        index = place.node.handlers.index(place.handler)
        imports = [*cleanup.imports, *([needed] if needed else [])]
        return rewrite(place.module.text, [InsertHandler(span(place.node), index, clause), *cleanup.edits], imports)


def place_in(
    root: Path,
    source: str,
    function: str = "run",
    *,
    consumer: bool = False,
    cleanup: str = "",
    files: Mapping[str, str] | None = None,
) -> Found:
    """The first try statement in a function of `source`.

    Args:
        root: Where the project is written.
        source: Its module `a`.
        function: The name of the function, or with a dot in front of it the one of its class.
        consumer: Whether the clause has to release what the consumer holds.
        cleanup: What the configuration says.
        files: The other modules.
    """
    index = project(root, {"a.py": source, **(files or {})}, knowledge(), {"cleanup": cleanup} if cleanup else {})
    found = module(index, root, "a.py")
    cls, within = _search(found, function)
    node = next(one for one in ast.walk(within[-1]) if isinstance(one, ast.Try))
    handler = next((one for one in node.handlers if one.type is None or BROAD & _names(one.type)), None)
    runs = consumers_of(cls, index)[0] if consumer and cls else None
    return Found(index, Place(found, within, cls, node, handler, runs))


def _names(node: ast.expr) -> set[str]:
    return {getattr(one, "id", getattr(one, "attr", "")) for one in ast.walk(node)}


def _search(found: Module, path: str) -> tuple[Class | None, tuple[Function, ...]]:
    owner, _, name = path.rpartition(".")
    if not owner:
        for cls in found.classes.values():
            if cls.method(name):
                owner = cls.qualname
    cls = found.classes.get(owner)
    body = cls.node.body if cls else found.tree.body
    functions = (one for one in body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef))
    return cls, (next(one for one in functions if one.name == name),)


@dataclass(frozen=True)
class Ended:
    """How a task ended that was cancelled: what its module noted in `done`, and what the loop complained of."""

    cancelled: bool
    done: list[object]
    complaints: list[str]


def cancelled(source: str, again: bool = False) -> Ended:
    """Run `main()` of a module as a task and cancel it, and once more while it cleans up."""
    with executed(source.encode()) as run:
        return asyncio.run(_cancelled(run.__dict__, again))


async def _cancelled(names: dict[str, object], again: bool) -> Ended:
    complaints: list[str] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(str(context["message"])))
    task = asyncio.ensure_future(names["main"]())  # type: ignore[operator]
    await asyncio.sleep(0.02)
    task.cancel()
    await asyncio.sleep(0.02 if again else 0)
    if again:
        task.cancel()
    await asyncio.wait([task], timeout=2)
    await asyncio.sleep(0.15)
    done = names["done"]
    assert isinstance(done, list)
    return Ended(task.cancelled(), done, complaints)
