"""How a method or function that cleans up is called."""

from __future__ import annotations

from collections.abc import Sequence

from channels_fix.bindings import Function
from channels_fix.imports import reference
from channels_fix.project import Project
from codemods.cancellation.cleaning.callees import Callee, awaits_of, is_awaited
from codemods.cancellation.cleaning.place import Place
from codemods.cancellation.cleaning.steps import Part, Step


def call_on_instance(
    place: Place, name: str, found: Sequence[Callee | None], given: Sequence[str], project: Project
) -> Part:
    """Call a method of the instance.

    Args:
        place: Where it is called.
        name: The name of the method.
        found: All functions that it may be.
        given: The arguments that it gets if it takes that many.
        project: The index.

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
        return Part([Step(f"{target}({arguments})\n", 0)])
    awaits = max(awaits_of(callee, project) for callee in callees)
    return Part([Step(f"await {target}({arguments})\n", awaits)])


def in_thread(place: Place, part: Part, project: Project) -> Part:
    """Call what is not awaited in a thread of its own kind: it may run `async_to_sync`, which fails beside a loop."""
    found = []
    imports = list(part.imports)
    for step in part.steps:
        name, _, arguments = step.code.rstrip("\n").partition("(")
        if step.awaits:
            found.append(step)
            continue
        wrap, needed = reference(place.module, project, "channels.db", "database_sync_to_async", place.within)
        imports += [needed] if needed else []
        found.append(Step(f"await {wrap}({name})({arguments}\n", 1))
    return Part(found, part.acts, tuple(imports), part.doubt, part.reason)


def _fitting(function: Function, given: Sequence[str]) -> tuple[str, ...] | None:
    """The arguments with which a method can be called, None if it wants others."""
    parameters = function.args
    decorated = {getattr(decorator, "id", "") for decorator in function.decorator_list}
    positional = [*parameters.posonlyargs, *parameters.args]["staticmethod" not in decorated :]
    required = len(positional) - len(parameters.defaults)
    if None in parameters.kw_defaults or required > len(given):
        return None
    return tuple(given) if parameters.vararg else tuple(given[: len(positional)])
