"""Makes coroutine functions of all functions of a module, as the steps say."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace
from pathlib import Path

from packaging.version import Version
from trees import module as module_of
from trees import project as project_of

from channels_fix.edits.asynchronous import MakeFunctionAsync, MakeList
from channels_fix.project import Project
from channels_fix.requirements.target import Target
from channels_fix.rewrite import rewrite
from channels_fix.rule import Fix
from codemods.async_views.decision.graph import Graph
from codemods.async_views.decision.placing import generators_around, is_inside, obstacle
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.step import Step, Way
from codemods.async_views.steps.ways import threaded
from codemods.routines import Routine, routines_of

FOLDER = Path(__file__).parent
TEXTS = {name: (FOLDER / name).read_text() for name in ("models.py", "functions.py")}


class Threads(Graph):
    """Leaves every step to a thread that can be left to one."""

    def steps(self, routine: Routine) -> tuple[Step, ...]:
        """The steps without the ways that await them."""
        return tuple(replace(step, native=None) if step.thread else step for step in super().steps(routine))


@dataclass(frozen=True)
class Converted:
    """A converted module: its text, why some functions are as they were, and what is in doubt about others."""

    text: str
    reasons: dict[str, str]
    doubts: dict[str, tuple[str, ...]]


def converted(root: Path, kind: type[Graph], django: str) -> Converted:
    """Convert each function that has steps."""
    versions = {"target-django": Target(Version(django)), "target-python": Target(Version("3.11"))}
    files = {"case/__init__.py": "", **{f"case/{name}": text for name, text in TEXTS.items()}}
    project: Project = project_of(root, files, options=versions)
    module = module_of(project, root, "case/functions.py")
    graph = kind(project)
    found = Converted("", {}, {})
    changes: list[Fix] = []
    for routine in [one for one in routines_of(module) if _takes_request(one) and graph.steps(one)]:
        body = Body.of(routine, project)
        ways = [way_of(step, body, graph) for step in graph.steps(routine)]
        if refusals := [way for way in ways if isinstance(way, str)]:
            found.reasons[routine.name] = refusals[0]
            continue
        taken = [way for way in ways if isinstance(way, Way)]
        if doubts := tuple(doubt for way in taken for doubt in way.doubts):
            found.doubts[routine.name] = doubts
        lists = [MakeList(body.span(one)) for step in graph.steps(routine) for one in generators_around(step, body)]
        edits = [MakeFunctionAsync(body.span(routine.node)), *lists, *(edit for way in taken for edit in way.edits)]
        changes.append(Fix("", tuple(edits), tuple(name for way in taken for name in way.imports)))
    edits = [edit for change in changes for edit in change.edits]
    return replace(found, text=rewrite(module.text, edits, [name for change in changes for name in change.imports]))


def way_of(step: Step, body: Body, graph: Graph) -> Way | str | None:
    """How a coroutine does a step, or why it cannot; None for what is done in the thread of a call around it."""
    hindrance = obstacle(step, body)
    if hindrance:
        around = (other for other in graph.steps(body.routine) if is_inside(step, other, body))
        return None if any(other.thread and not other.native for other in around) else hindrance
    way = step.native or step.thread
    if step.callees and isinstance(step.node, ast.Call) and not step.reason:
        return threaded(step.node, body)
    return way or step.reason


def _takes_request(routine: Routine) -> bool:
    return routine.cls is None and [one.arg for one in routine.node.args.args] == ["request"]
