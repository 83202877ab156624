"""Rewrites a handler so that every way through it ends the consumer."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from channels_fix.bindings import Function
from channels_fix.edits.blocks import GuardFrom, GuardRest
from channels_fix.edits.functions import AppendToFunction
from channels_fix.edits.statements import RemoveStatement, ReplaceStatement
from channels_fix.excerpts import returned
from channels_fix.flow.question import Mends
from channels_fix.imports import reference
from channels_fix.module import Module
from channels_fix.project import Project
from channels_fix.rule import Edit, ImportedName
from codemods.consumers import STOP_CLASS
from codemods.stop_consumer.effects import has_effects, may_fail
from codemods.stop_consumer.ending.closing import Closing, closing_of, is_callable
from codemods.stop_consumer.ending.ending_domain import above, is_awaited
from codemods.stop_consumer.ending.loggers import logger
from codemods.stop_consumer.ending.outcomes import Ending
from codemods.stop_consumer.ending.unended import Unended, is_mismatched, is_super_call
from codemods.stop_consumer.mends import Mend, is_placeholder

FAILED = "clean-up after the disconnect failed"


@dataclass
class Repair:
    """What is to be changed in one handler.

    Attributes:
        replaced: Statements and what takes their place, the end of the consumer included; nothing where they go.
        end: Whether the end of the body is reached without a raise.
        mends: What else is needed for the raises to leave the handler.
    """

    replaced: dict[ast.stmt, str] = field(default_factory=dict)
    end: bool = False
    mends: list[Mend] = field(default_factory=list)


@dataclass(frozen=True)
class Plan:
    """The edits of a handler with their imports."""

    edits: tuple[Edit, ...]
    imports: tuple[ImportedName, ...]
    what: str
    doubt: str = ""


def plan(found: Unended, project: Project) -> Plan | str:
    """Make the edits after which `found` ends its consumers, or say why there are none."""
    if any(is_mismatched(consumer, found.method) for consumer in found.hurt):
        return "nothing awaits a handler of a SyncConsumer, so its code never runs: make it a plain function"
    if found.dependent:
        return f"{found.dependent} goes on after it has called this method: raise StopConsumer in those that do not"
    if not is_callable(found.method):
        return "Channels calls the handler with the message alone: give it that parameter"
    closing = closing_of(found, project)
    if isinstance(closing, str):
        return closing
    repair = _repair(found, closing, project)
    if closing.call and repair is not None and (repair.mends or _is_entangled(found, repair, project)):
        if repair.mends and not closing.optional:
            return "a handler for errors is in the way of its last call: end the consumer on every path by hand"
        if closing.optional:
            closing = closing.simple()
            repair = _repair(found, closing, project)
    if repair is None:
        return "not all of its paths can be mended: raise StopConsumer at the end of each"
    return _written(found, closing, repair, project)


def _repair(found: Unended, closing: Closing, project: Project) -> Repair | None:
    """What is to be changed for every consumer; None where that would not do."""
    module, repair = found.cls.module, Repair()
    calls = _broken_calls(found, project)
    if calls is None:
        return None
    broken = dict(calls)
    for ending in found.endings(project):
        before = ending.stops()
        _take(ending, broken)
        for outcome in ending.lost():
            left = outcome.node
            if left is None:
                repair.end = True
                continue
            if not isinstance(left, ast.Return) or _is_in_finally(left, found.method):
                return None
            broken[left] = _kept(left, module) + "{closing}"
        mends = _freed(ending, broken, before)
        if mends is None or any(_holds(place, broken, found.method) for place in before):
            return None
        repair.mends += mends
        _take(ending, broken)
        if repair.end:
            ending.mends |= Mends(ends=frozenset({found.method}))
        if ending.swallowed():
            return None
    repair.replaced = broken
    return repair


def _freed(ending: Ending, replaced: dict[ast.stmt, str], before: set[ast.AST]) -> list[Mend] | None:
    """The changes that let out what each statement raises, whatever the clause that would catch it raises then."""
    found: list[Mend] = []
    for statement, text in replaced.items():
        known = ending.mends
        _take(ending, {statement: text})
        mends = ending.freed(before)
        if mends is None:
            return None
        found += mends
        ending.mends = known
        for mend in mends:
            ending.mends |= mend.mends
    return found


def _take(ending: Ending, replaced: dict[ast.stmt, str]) -> None:
    ending.mends |= Mends(
        raises=frozenset(statement for statement, text in replaced.items() if text),
        dropped=frozenset(statement for statement, text in replaced.items() if not text),
    )


def _broken_calls(found: Unended, project: Project) -> list[tuple[ast.stmt, str]] | None:
    """The calls of the class above that raise nothing, and what takes their place.

    They are not awaited, or of a method that is not there. What would come behind them when they raise has to come
    first; None where it cannot.
    """
    name, method = found.method.name, found.method
    bases = [(one, above(found.cls, name, one.cls, project)) for one in found.runners]
    missing = all(base is None for _, base in bases)
    coroutines = all(base is not None and is_awaited(base, name, one, project) for one, base in bases)
    idle = coroutines and isinstance(method, ast.AsyncFunctionDef)
    changed: list[tuple[ast.stmt, str]] = []
    for statement in ast.walk(method):
        if not isinstance(statement, ast.Expr | ast.Return):
            continue
        awaited = isinstance(statement.value, ast.Await)
        call = statement.value.value if isinstance(statement.value, ast.Await) else statement.value
        if not is_super_call(call, name) or not (missing or (idle and not awaited)):
            continue
        top = statement in method.body
        new = "{closing}" if missing else f"await {_segment(call, found.cls.module)}"
        if isinstance(statement, ast.Return):
            if top or not missing:
                changed.append((statement, new))
        elif top:
            changed.append((statement, new if statement is method.body[-1] else ""))
        elif not missing:
            return None
    return changed


def _holds(place: ast.AST, replaced: dict[ast.stmt, str], method: Function) -> bool:
    """Whether one of the statements stands under a try statement that stops StopConsumer already."""
    tries = [one for one in ast.walk(method) if isinstance(one, ast.Try) and (one is place or place in one.handlers)]
    return any(inner in replaced for one in tries for inner in ast.walk(one))


def _is_in_finally(node: ast.stmt, method: Function) -> bool:
    tries = [one for one in ast.walk(method) if isinstance(one, ast.Try)]
    return any(inner is node for one in tries for last in one.finalbody for inner in ast.walk(last))


def _kept(node: ast.Return, module: Module) -> str:
    """What a `return` does before it returns, as statements of its own."""
    return returned(node, module) if has_effects(node) else ""


def _segment(node: ast.AST | None, module: Module) -> str:
    text = ast.get_source_segment(module.text, node) if node else None
    return f"({text})" if text and "\n" in text and not text.rstrip().endswith(")") else text or ""


# The text ------------------------------------------------------------------------------------------------------------


def _guarded(found: Unended, repair: Repair, project: Project) -> list[ast.stmt]:
    """The statements that can fail before the consumer is ended; nothing where its end is not ours to write."""
    body = list(found.method.body)
    last = body[-1]
    if last in repair.replaced:
        body = body if isinstance(last, ast.Return) and _does_more(last, repair) else body[:-1]
    elif not repair.end:
        return []
    body = [one for one in body if repair.replaced.get(one) != ""]
    first = next((index for index, one in enumerate(body) if _fails(one, found, project)), len(body))
    return body[first:]


def _does_more(node: ast.stmt, repair: Repair) -> bool:
    """Whether a `return` at the end does something before it returns."""
    return "\n" in repair.replaced.get(node, "")


def _fails(statement: ast.stmt, found: Unended, project: Project) -> bool:
    nodes = list(ast.walk(statement))
    if any(isinstance(node, ast.Raise) and node.exc is None for node in nodes):
        return True
    name = found.method.name
    missing = all(above(found.cls, name, one.cls, project) is None for one in found.runners)
    if missing and any(is_super_call(node, name) for node in nodes):
        return True
    return may_fail([statement], found.method, found.cls, project)


def _is_entangled(found: Unended, repair: Repair, project: Project) -> bool:
    """Whether the consumer is ended from within the statements that are to be guarded."""
    guarded = _guarded(found, repair, project)
    inside = [node for one in guarded for node in ast.walk(one)]
    last = found.method.body[-1]
    ends = any(node in repair.replaced for node in inside if node is not last or not _does_more(last, repair))
    return ends or found.raisers.are_mentioned(guarded)


def _written(found: Unended, closing: Closing, repair: Repair, project: Project) -> Plan:
    module, method = found.cls.module, found.method
    within = (*found.cls.within, method)
    source, _, original = STOP_CLASS.rpartition(".")
    stop, needed = reference(module, project, source, original, within)
    line = closing.statement(stop)
    place, last = module.span(method), method.body[-1]
    guarded = _guarded(found, repair, project)
    entangled = _is_entangled(found, repair, project)
    edits: list[Edit] = []
    end, imports = repair.end, {needed}
    for statement, text in repair.replaced.items():
        # what a `return` at the end still does is guarded, the end of the consumer is not
        split = statement is last and bool(guarded) and _does_more(last, repair)
        end = end or split
        code = _filled(text.removesuffix("{closing}") if split else text, line)
        edits.append(
            ReplaceStatement(module.span(statement), code) if text else RemoveStatement(module.span(statement))
        )
    for mend in repair.mends:
        edits += mend.build(module, stop)
    if guarded:
        spelling, getter = logger(module, project, within)
        imports.add(getter)
        handlers = f'except Exception:\n    {spelling}.exception("{FAILED}")\n'
        inner = entangled and closing.call
        if entangled:
            handlers = f"except {stop}:\n    raise\n{handlers}"
        if inner and end:
            edits.append(AppendToFunction(place, f"{line}\n"))
        outside = int(last in repair.replaced and guarded[-1] is not last and not inner)
        edits = [GuardFrom(module.span(guarded[0])), *edits, GuardRest(place, handlers, outside)]
        if inner or not outside:
            edits.append(AppendToFunction(place, f"raise {stop}()\n" if inner else f"{line}\n"))
    elif end:
        edits.append(_at_end(method, module, line))
    used = {one for one in imports if one and any(_names(edit, stop, one) for edit in edits)}
    what = "end the consumer on every path" + (", also when the clean-up fails" if guarded else "")
    return Plan(tuple(dict.fromkeys(edits)), tuple(sorted(used)), what, closing.doubt if closing.call else "")


def _filled(text: str, line: str) -> str:
    head, found, _ = text.rpartition("{closing}")
    return (f"{head}{line}" if found else text).rstrip("\n") + "\n"


def _names(edit: Edit, stop: str, name: ImportedName) -> bool:
    texts = (getattr(edit, "code", ""), getattr(edit, "handlers", ""))
    return any((stop if name.module.startswith("channels") else name.alias or name.name) in text for text in texts)


def _at_end(method: Function, module: Module, line: str) -> Edit:
    last = method.body[-1]
    if is_placeholder(last):
        return ReplaceStatement(module.span(last), f"{line}\n")
    return AppendToFunction(module.span(method), f"{line}\n")
