"""Finds raw consumers without a handler for the message after which they must end, and writes one."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from channels_fix.bindings import Function
from channels_fix.edits.functions import InsertMethod
from channels_fix.imports import reference
from channels_fix.module import Class, Module
from channels_fix.project import Project
from channels_fix.resolution import Symbol
from channels_fix.rule import Edit, ImportedName, Position, Span
from codemods.consumers import STOP_CLASS, Consumer, as_consumer
from codemods.stop_consumer.ending.ending_domain import ENDING, above
from codemods.stop_consumer.ending.raisers import HANDLERS, is_fully_known
from codemods.stop_consumer.ending.unended import may_end_in_dispatch, raisers_for, request_never_ends

OPENING = {"websocket_disconnect": ("websocket_connect", "websocket_receive"), "http_disconnect": ("http_request",)}
"""For each handler those that show that its message will come."""


@dataclass
class Unhandled:
    """A class whose consumers have no handler called `name`; `shadowed` is one that would hide another's."""

    cls: Class
    name: str
    hurt: list[Consumer]
    shadowed: str = ""


def unhandled(module: Module, project: Project) -> Iterator[Unhandled]:
    """Yield the classes of `module` that lack a handler which ends their consumers."""
    for cls in module.classes.values():
        for name in ENDING:
            if _opens(cls, name, project) and (found := _examined(cls, name, project)):
                yield found


def _opens(cls: Class, name: str, project: Project) -> bool:
    """Whether `cls` is the consumer with which the handlers of the connection begin."""
    line = project.mro(cls)
    if not any(isinstance(base, Symbol) and base.name.startswith("channels.consumer.") for base in line):
        return False
    if not _has(cls, OPENING[name], project) or _has(cls, (name,), project) or not _is_raw(cls, name, project):
        return False
    return not any(
        isinstance(base, Class) and as_consumer(base, project) and _has(base, OPENING[name], project)
        for base in line[1:]
    )


def _has(cls: Class, names: tuple[str, ...], project: Project) -> bool:
    line = [base for base in project.mro(cls) if isinstance(base, Class)]
    return any(name in base.scope.names for base in line for name in names)


def _is_raw(cls: Class, name: str, project: Project) -> bool:
    return above(cls, name, cls, project) is None


def _examined(cls: Class, name: str, project: Project) -> Unhandled | None:
    heirs = [heir for heir in project.descendants(cls) if as_consumer(heir, project)]
    bare = [one for one in (cls, *heirs) if not _has(one, (name,), project) and _is_raw(one, name, project)]
    if heirs and bare == [cls]:
        return None  # a template: what derives from it has a handler
    known = [one for one in bare if is_fully_known(one, project)]
    consumers = [found for one in known if (found := as_consumer(one, project))]
    if len(known) < len(bare) or not consumers:
        return None
    raisers = raisers_for(consumers, project)
    hurt = [one for one in consumers if not may_end_in_dispatch(one, ENDING[name], project, raisers)]
    if name == "http_disconnect":
        hurt = [
            one
            for one in hurt
            if not raisers.names & _own_names(one.cls, project) and request_never_ends(one, project, raisers)
        ]
    shadowed = next((one for one in heirs if one not in bare and _inherits_later(one, cls, name, project)), None)
    return Unhandled(cls, name, hurt, shadowed.node.name if shadowed else "") if hurt else None


def _own_names(cls: Class, project: Project) -> set[str]:
    return {name for base in project.mro(cls) if isinstance(base, Class) for name in base.scope.names}


def _inherits_later(heir: Class, cls: Class, name: str, project: Project) -> bool:
    """Whether a method in `cls` would take the place of the one that `heir` has now."""
    line = project.mro(heir)
    return not any(isinstance(base, Class) and name in base.scope.names for base in line[: line.index(cls)])


def written(found: Unhandled, project: Project) -> tuple[Edit, ImportedName | None] | str:
    """The edit that adds the handler, with its import, or why it is not made."""
    cls, module = found.cls, found.cls.module
    if found.shadowed:
        return f"a handler here would hide the one that {found.shadowed} inherits: add it to the classes that lack it"
    if cls.node.body[0].lineno == cls.node.lineno:
        return "the class is written on one line: add the handler by hand"
    source, _, original = STOP_CLASS.rpartition(".")
    stop, needed = reference(module, project, source, original, cls.within)
    place, model = _neighbour(cls)
    message = _message_name(model) if model else "message"
    prefix = "" if found.hurt[0].sync else "async "
    code = f"{prefix}def {found.name}(self, {message}):\n    raise {stop}()\n"
    span = module.span(place)
    below = Span(span.start, Position(span.end.row + 1, 1))  # the empty line may count as the next one's
    return InsertMethod(below, code), needed


def _neighbour(cls: Class) -> tuple[ast.stmt, Function | None]:
    """The statement behind which the handler is put: the last handler of the connection, or the last method."""
    functions = [node for node in cls.node.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    handlers = [node for node in functions if node.name in {*HANDLERS, *sum(OPENING.values(), ())}]
    if handlers:
        return handlers[-1], handlers[-1]
    return (functions or cls.node.body)[-1], None


def _message_name(model: Function) -> str:
    positional = [*model.args.posonlyargs, *model.args.args]
    return positional[1].arg if len(positional) > 1 else "message"
