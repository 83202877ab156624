"""The clean-up that the project's configuration names."""

from __future__ import annotations

import ast

from channels_fix.imports import reference
from channels_fix.module import Class
from channels_fix.project import Project
from codemods.cancellation.cleaning.acts import Acts, acts_of
from codemods.cancellation.cleaning.callees import Callee, awaits_of, is_awaited, methods_of, variants
from codemods.cancellation.cleaning.calls import call_on_instance
from codemods.cancellation.cleaning.place import Place
from codemods.cancellation.cleaning.steps import NOTHING, Part, Step
from codemods.consumers import consumers_of

_CAUGHT = frozenset({"asyncio.CancelledError", "builtins.BaseException", "builtins.Exception"})
"""What a clause catches beside which there will be one for CancelledError."""


def configured_part(place: Place, done: Acts, project: Project) -> Part:
    """The configured clean-up, where there is such a method or function.

    Args:
        place: Where it is called.
        done: What is done there already.
        project: The index.
    """
    name = project.options.get("cleanup")
    if not isinstance(name, str) or any(function.name == name.rpartition(".")[2] for function in place.within):
        return NOTHING
    if _comes_by_another_place(place, project):
        return NOTHING
    return _function(place, name, done, project) if "." in name else _method(place, name, done, project)


def _method(place: Place, name: str, done: Acts, project: Project) -> Part:
    found = variants(place.cls, name, project) if place.cls and place.receiver else []
    callees = [callee for callee in found if callee]
    if not callees or found[0] is None or f"self.{name}" in done:
        return NOTHING
    part = call_on_instance(place, name, callees, (), project)
    acts = [acts_of(callee.function.body, callee, project) for callee in callees]
    return Part(part.steps, frozenset({f"self.{name}"}).union(*acts), part.imports, part.doubt, part.reason)


def _function(place: Place, name: str, done: Acts, project: Project) -> Part:
    symbol = project.imported(name, place.module)
    function = symbol.definition if symbol else None
    if symbol is None or symbol.module is None or not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
        return Part(
            reason=f"how `{name}` of the configuration is called cannot be known: it is no function of the project"
        )
    callee = Callee(function, symbol.module, (function,))
    awaited = is_awaited(callee, project)
    if awaited is None:
        return Part(reason=f"whether `{name}` is to be awaited cannot be known")
    given = [*function.args.posonlyargs, *function.args.args]
    required = len(given) - len(function.args.defaults)
    if required > 1 or None in function.args.kw_defaults:
        return Part(reason=f"`{name}` of the configuration takes more than one argument")
    if required and not place.receiver:
        return NOTHING
    act = f"{symbol.module.name}.{function.name}"
    if act in done:
        return NOTHING
    source, _, last = name.rpartition(".")
    if symbol.module is place.module:
        spelled, needed = last, None
    else:
        spelled, needed = reference(place.module, project, source, last, place.within)
    call = f"{spelled}({place.receiver if given or function.args.vararg else ''})"
    step = Step(f"await {call}\n", awaits_of(callee, project)) if awaited else Step(f"{call}\n", 0)
    acts = acts_of(function.body, callee, project) | {act}
    return Part([step], acts, (needed,) if needed else ())


def _comes_by_another_place(place: Place, project: Project) -> bool:
    """Whether the cancellation goes from here to a method of the same consumer that gets such a clause itself."""
    if place.cls is None or place.consumer is not None or place.method is None:
        return False
    if not consumers_of(place.cls, project):
        return False
    entered = {"__call__"} if place.method.name == "dispatch" else {"dispatch", "__call__"} - {place.method.name}
    callers = {place.method.name}
    methods = [method for base in project.mro(place.cls) if isinstance(base, Class) for method in methods_of(base)]
    for _ in methods:
        callers |= {method.name for method in methods if _calls(method, callers)}
    return any(
        method.name in entered or any(_calls(statement, callers) for statement in node.body)
        for method in methods
        for node in ast.walk(method)
        if isinstance(node, ast.Try) and node is not place.node
        if any(_catches(handler, place, project) for handler in node.handlers)
    )


def _calls(root: ast.AST, names: set[str]) -> bool:
    return any(
        isinstance(node, ast.Attribute) and node.attr in names and isinstance(node.value, ast.Name | ast.Call)
        for node in ast.walk(root)
    )


def _catches(handler: ast.ExceptHandler, place: Place, project: Project) -> bool:
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    symbols = [project.resolve(kind, place.module, place.within) if kind else None for kind in kinds]
    return any(kind is None or (symbol and symbol.name in _CAUGHT) for kind, symbol in zip(kinds, symbols, strict=True))
