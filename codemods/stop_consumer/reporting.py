"""Turns the faults of a module into findings."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import replace

from channels_fix.flow.handlers import is_try_star
from channels_fix.flow.states import Frame, How, Stop
from channels_fix.imports import reference
from channels_fix.module import Module
from channels_fix.project import Project
from channels_fix.rule import Applicability, Finding, Fix, Rule
from codemods.consumers import STOP_CLASS
from codemods.stop_consumer.analysis import Analysis, Fault, is_made_up_for
from codemods.stop_consumer.roots import roots_of


def findings(
    rule: Rule, module: Module, project: Project, ask: Callable[[Analysis], list[Fault]], consequence: str
) -> Iterator[Finding]:
    """Yield one finding for each place in `module` that loses the exception, whichever consumers it hurts.

    Args:
        rule: Whose findings they are.
        module: The file.
        project: The index.
        ask: The question to the analysis of each method.
        consequence: What the place does, and what follows from it.
    """
    faults: dict[ast.AST, Fault] = {}
    for root in roots_of(module, project):
        if is_made_up_for(root, project):
            continue
        for fault in ask(Analysis(root, project)):
            known = faults.setdefault(fault.place, fault)
            known.consumers += [name for name in fault.consumers if name not in known.consumers]
    for fault in faults.values():
        yield _finding(rule, project, fault, consequence)


def _finding(rule: Rule, project: Project, fault: Fault, consequence: str) -> Finding:
    place, frame = fault.place, fault.stop.frame
    module = frame.module
    if fault.ends:
        consequence = "holds StopConsumer, so the consumer ends with an error"
    hurt = tuple(name for name in fault.consumers if not frame.cls or name != frame.cls.node.name)
    message = f"{_function(frame)}: {_WHAT[fault.stop.how].format(clause(fault.stop))} {consequence}"
    found = Finding(module.path, rule.code, rule.name, message, module.span(place), Applicability.DISPLAY, hurt=hurt)
    if not fault.mends:
        return replace(found, reason=fault.reason)
    source, _, original = STOP_CLASS.rpartition(".")
    name, needed = reference(module, project, source, original, frame.within)
    edits = tuple(edit for mend in fault.mends for edit in mend.build(module, name))
    uses_name = any(name in getattr(edit, part, "") for edit in edits for part in ("code", "passing"))
    fix = Fix(
        "; ".join(dict.fromkeys(mend.what for mend in fault.mends)), edits, (needed,) if needed and uses_name else ()
    )
    applicability = Applicability.UNSAFE if fault.doubt else Applicability.SAFE
    return replace(found, applicability=applicability, fix=fix, reason=fault.doubt)


_WHAT = {
    How.HANDLER: "{}",
    How.FINALLY: "the exit from `finally`",
    How.SUPPRESS: "`contextlib.suppress`",
    How.EXIT: "the result of `__exit__`",
    How.GATHER: "`gather` with `return_exceptions`",
    How.TASK: "the task that is not awaited",
    How.GROUP: "the exception group of `TaskGroup`",
}


def clause(stop: Stop) -> str:
    """What to call the except clause that stops an exception, if one does."""
    handler = stop.handler
    if handler is None:
        return ""
    star = "*" if is_try_star(stop.node) else ""
    return "the bare `except`" if handler.type is None else f"`except{star} {ast.unparse(handler.type)}`"


def _function(frame: Frame) -> str:
    """`Class.method`, or the functions around one another."""
    outer = [frame.cls.node.name] if frame.cls else []
    return ".".join([*outer, *(function.name for function in frame.within)])
