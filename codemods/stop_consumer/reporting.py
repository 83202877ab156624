"""Turns the faults of a module into findings."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from channels_fix.flow.values import How
from channels_fix.imports import reference
from channels_fix.module import Module
from channels_fix.project import Project
from channels_fix.rule import Applicability, Finding, Fix, Rule
from codemods.consumers import STOP_CLASS
from codemods.stop_consumer.analysis import Analysis, Fault, roots_of


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
        for fault in ask(Analysis(root, project)):
            known = faults.setdefault(fault.place, fault)
            known.consumers += [name for name in fault.consumers if name not in known.consumers]
    for fault in faults.values():
        yield _finding(rule, project, fault, consequence)


def _finding(rule: Rule, project: Project, fault: Fault, consequence: str) -> Finding:
    place, module = fault.place, fault.stop.frame.module
    hurt = [name for name in sorted(fault.consumers) if name != fault.root.cls.node.name]
    whom = f" (in {', '.join(hurt)})" if hurt else ""
    message = f"{fault.root.name}: {_named(fault)} {consequence}{whom}"
    if not fault.mends:
        return Finding(
            module.path, rule.code, rule.name, message, module.span(place), Applicability.DISPLAY, None, fault.reason
        )
    source, _, original = STOP_CLASS.rpartition(".")
    name, needed = reference(module, project, source, original, fault.stop.frame.within)
    edits = tuple(edit for mend in fault.mends for edit in mend.build(module, name))
    uses_name = any(name in getattr(edit, "code", "") for edit in edits)
    fix = Fix(
        "; ".join(dict.fromkeys(mend.what for mend in fault.mends)), edits, (needed,) if needed and uses_name else ()
    )
    applicability = Applicability.UNSAFE if fault.doubt else Applicability.SAFE
    return Finding(module.path, rule.code, rule.name, message, module.span(place), applicability, fix, fault.doubt)


def _named(fault: Fault) -> str:
    if fault.stop.how is How.SUPPRESS:
        return "`contextlib.suppress`"
    if fault.stop.handler is None:
        return "the exit from `finally`"
    kind = fault.stop.handler.type
    return "the bare `except`" if kind is None else f"`except {ast.unparse(kind)}`"
