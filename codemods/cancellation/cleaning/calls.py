"""How a method or function that cleans up is called."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from channels_fix.bindings import Function
from channels_fix.imports import reference
from channels_fix.nodes import inner_nodes
from channels_fix.project import Project
from codemods.cancellation.cleaning.callees import MANY, MAX_DEPTH, Callee, awaits_of, called, is_awaited
from codemods.cancellation.cleaning.place import Place
from codemods.cancellation.cleaning.steps import Part, Step


def call_on_instance(
    place: Place,
    name: str,
    found: Sequence[Callee | None],
    given: Sequence[str],
    project: Project,
    *,
    in_thread: bool = False,
) -> Part:
    """Call a method of the instance.

    What is not awaited may run `async_to_sync`, which fails on the thread of the event loop: it then gets a thread.

    Args:
        place: Where it is called.
        name: The name of the method.
        found: All functions that it may be.
        given: The arguments that it gets if it takes that many.
        project: The index.
        in_thread: Whether what is not awaited runs in a thread in any case.

    Returns:
        The step, or the reason why the call cannot be written.
    """
    callees = [callee for callee in found if callee is not None]
    kinds = {is_awaited(callee, project) for callee in callees}
    fits = {_fitting(callee.function, given) for callee in callees}
    if len(callees) < len(found) or None in kinds or len(kinds) > 1:
        return Part(reason=f"whether `{name}()` is to be awaited cannot be known")
    if None in fits or len(fits) > 1:
        return Part(reason=f"what `{name}()` is to be given cannot be known")
    arguments = ", ".join(fits.pop() or ())
    target = f"{place.receiver}.{name}"
    if not kinds.pop():
        if not in_thread and not any(_bridges(callee, project) for callee in callees):
            return Part([Step(f"{target}({arguments})\n", 0)])
        # a cancellation reaches what runs on the event loop for the thread, too: it counts as many awaits
        wrap, needed = reference(place.module, project, "channels.db", "database_sync_to_async", place.within)
        return Part([Step(f"await {wrap}({target})({arguments})\n", MANY)], imports=(needed,) if needed else ())
    awaits = max(awaits_of(callee, project) for callee in callees)
    return Part([Step(f"await {target}({arguments})\n", awaits)])


def _bridges(callee: Callee, project: Project, depth: int = MAX_DEPTH) -> bool:
    """Whether a function uses `async_to_sync`, itself or through others."""
    for node in inner_nodes(callee.function.body):
        if isinstance(node, ast.Name | ast.Attribute):
            symbol = project.resolve(node, callee.module, callee.within)
            if symbol is not None and symbol.name == "asgiref.sync.async_to_sync":
                return True
            inner = called(node, callee, project) if depth else None
            if inner is not None and _bridges(inner, project, depth - 1):
                return True
    return False


def _fitting(function: Function, given: Sequence[str]) -> tuple[str, ...] | None:
    """The arguments with which a method can be called, None if it wants others."""
    parameters = function.args
    decorated = {getattr(decorator, "id", "") for decorator in function.decorator_list}
    positional = [*parameters.posonlyargs, *parameters.args]["staticmethod" not in decorated :]
    required = len(positional) - len(parameters.defaults)
    if None in parameters.kw_defaults or required > len(given):
        return None
    return tuple(given) if parameters.vararg else tuple(given[: len(positional)])
