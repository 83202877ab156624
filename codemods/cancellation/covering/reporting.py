"""Turns consumers that nothing covers into findings."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import replace

from channels_fix.module import Class, Module
from channels_fix.project import Project
from channels_fix.rule import Applicability, Finding, Fix, Rule
from codemods.cancellation.cleaning.cleanup import Cleanup
from codemods.cancellation.covering.clauses import cleanup_in, covered, joined, names_of, refused
from codemods.cancellation.covering.consumers import (
    cleaning_handler,
    cover,
    shared_guards,
    stranger,
    unguarded,
    what_stays,
)
from codemods.cancellation.covering.lone import lone_clauses
from codemods.cancellation.covering.passing import Passage
from codemods.cancellation.covering.whole import Whole, whole
from codemods.consumers import Consumer

CODE = "CE002"
WHOLE_DOUBT = (
    "the clean-up will also run when the server cancels the consumer while it waits: see that it can, "
    "also for a connection that was not accepted"
)


def findings(rule: Rule, module: Module, project: Project) -> Iterator[Finding]:
    """Yield one finding for each method that should clean up, and for each consumer without one."""
    for passage, hurt, harmed in shared_guards(module, project):
        yield _guarded(rule, passage, hurt, harmed, project)
    for consumer, heirs, others in unguarded(module, project):
        yield _unguarded(rule, consumer, heirs, others, project)
    for passage in lone_clauses(module, project):
        yield _lone(rule, passage, project)


def _guarded(
    rule: Rule, passage: Passage, hurt: Sequence[Consumer], harmed: Sequence[Consumer], project: Project
) -> Finding:
    """The finding for a `dispatch` with a try statement."""
    first = f"{passage.cls.node.name}.dispatch"
    found = _shown(rule, passage.cls, passage.tries[0].node, first, hurt, project)
    if harmed:
        names = names_of(harmed)
        return replace(found, reason=f"{names} would clean up twice: let every consumer do so in the same method")
    reason = _strange(hurt, project) or _twice(hurt, project)
    if reason:
        return replace(found, reason=reason)
    fixes = []
    doubt = ""
    for guard in passage.tries:
        cleanups = [cleanup_in(guard, passage, one, project) for one in hurt]
        reason = refused(cleanups, hurt)
        fix = reason or covered(guard, passage, cleanups[0], project)
        if isinstance(fix, str):
            return replace(found, reason=fix)
        fixes.append(fix)
        doubt = doubt or cleanups[0].doubt
    applicability = Applicability.UNSAFE if doubt else Applicability.SAFE
    return replace(found, applicability=applicability, fix=joined(fixes), reason=doubt)


def _unguarded(
    rule: Rule, consumer: Consumer, heirs: Sequence[Consumer], others: Sequence[Consumer], project: Project
) -> Finding:
    """The finding for a consumer without such a method."""
    cls = consumer.cls
    found = _shown(rule, cls, cls.node, cls.node.name, [consumer, *heirs], project)
    made = _covering(consumer, heirs, others, project)
    if made.fix is None:
        return replace(found, reason=made.reason)
    return replace(found, applicability=Applicability.UNSAFE, fix=made.fix, reason=made.doubt or WHOLE_DOUBT)


def _covering(consumer: Consumer, heirs: Sequence[Consumer], others: Sequence[Consumer], project: Project) -> Whole:
    """What is written to cover a consumer without such a method."""
    if others:
        return Whole(reason=f"{names_of(others)} would clean up twice: let every consumer do so in the same method")
    reason = _strange([consumer, *heirs], project) or _twice([consumer, *heirs], project)
    return Whole(reason=reason) if reason else whole(consumer, heirs, cover(consumer, project).called, project)


def is_to_be_covered(consumer: Consumer, project: Project) -> bool:
    """Whether the fixes of this run make the `__call__` of a consumer clean up: then its handlers need not."""
    if CODE not in project.unsafe:
        return False
    modules = {base.module for base in project.mro(consumer.cls) if isinstance(base, Class)}
    return any(
        _covering(bare, heirs, others, project).fix is not None
        for module in modules
        for bare, heirs, others in unguarded(module, project)
        if consumer.cls in (bare.cls, *(heir.cls for heir in heirs))
    )


def _lone(rule: Rule, passage: Passage, project: Project) -> Finding:
    """The finding for a `dispatch` that is to say that it lets cancellations out."""
    module = passage.cls.module
    fixes = [covered(guard, passage, Cleanup(), project) for guard in passage.tries]
    fix = joined([fix for fix in fixes if isinstance(fix, Fix)])
    message = f"{passage.cls.node.name}.dispatch: no clause says what becomes of a cancellation"
    span = module.span(passage.tries[0].node)
    return Finding(
        module.path, rule.code, rule.name, message, span, Applicability.SAFE, replace(fix, message="raise it again")
    )


def _shown(rule: Rule, cls: Class, node: ast.stmt, place: str, hurt: Sequence[Consumer], project: Project) -> Finding:
    message = f"{place}: nothing is cleaned up when the consumer is cancelled, {what_stays(hurt, project)}"
    names = tuple(one.cls.node.name for one in hurt if one.cls is not cls)
    module = cls.module
    return Finding(module.path, rule.code, rule.name, message, module.span(node), Applicability.DISPLAY, hurt=names)


def _twice(consumers: Sequence[Consumer], project: Project) -> str:
    name = next((name for one in consumers if (name := cleaning_handler(one, project))), "")
    return f"`{name}` cleans up by itself when it is cancelled: let one method do so for all handlers" if name else ""


def _strange(consumers: Sequence[Consumer], project: Project) -> str:
    name = next((name for one in consumers if (name := stranger(one, project))), "")
    return (
        f"what {name} does when the consumer is cancelled is not known: clean up by hand if it does not" if name else ""
    )
