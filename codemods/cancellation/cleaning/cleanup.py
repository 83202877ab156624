"""What has to be done in a clause for CancelledError before it raises the cancellation again."""

from __future__ import annotations

import ast
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from channels_fix.excerpts import shifted
from channels_fix.module import split_lines
from channels_fix.nodes import inner_nodes
from channels_fix.project import Project
from channels_fix.rule import Edit, ImportedName
from codemods.cancellation.cleaning.acts import Acts, acts_of
from codemods.cancellation.cleaning.callees import Callee, variants
from codemods.cancellation.cleaning.clause import Item, write
from codemods.cancellation.cleaning.configured import configured_part
from codemods.cancellation.cleaning.consumer import consumer_part, guard, needs
from codemods.cancellation.cleaning.groups import ANY_GROUP
from codemods.cancellation.cleaning.handler_body import Body, handler_body
from codemods.cancellation.cleaning.methods import method_part
from codemods.cancellation.cleaning.place import Place
from codemods.cancellation.cleaning.steps import NOTHING, Part, Step
from codemods.cancellation.cleaning.surroundings import finals
from codemods.consumers import Consumer

__all__ = ["Cleanup", "Place", "cleanup_at", "needs_cleanup"]


@dataclass(frozen=True)
class Cleanup:
    """What a clause for CancelledError does, apart from its `raise`.

    Attributes:
        code: Its statements at no indent, empty when there is nothing to do. If the clause names CancelledError alone
            (`kept`), what it does already stays there, and these come in front of each of its exits.
        edits: What else must be written.
        imports: What the code needs.
        name: What the clause must call the exception (`as name`), empty if it needs no name.
        kept: Whether the body of the clause that catches the cancellation now stays where it is.
        doubt: What a person should look at; makes the fix unsafe.
        reason: Why no clean-up can be written; then nothing is edited.
    """

    code: str = ""
    edits: tuple[Edit, ...] = ()
    imports: tuple[ImportedName, ...] = ()
    name: str = ""
    kept: bool = False
    doubt: str = ""
    reason: str = ""


def cleanup_at(place: Place, project: Project, managed: Collection[str] = ()) -> Cleanup:
    """Find what has to be cleaned up when a cancellation comes to a place.

    Args:
        place: The try statement that gets the clause.
        project: The index.
        managed: The keys of resources that the same change releases in another way.

    Returns:
        What the configuration names, what the clause that caught the cancellation did, what the normal path does at
        its end, what the consumer holds and what the function has acquired, each once.
    """
    function = place.function
    if function is None:
        return Cleanup()
    caller = Callee(function, place.module, place.within, place.cls, place.receiver, place.cls)
    body = handler_body(place, caller, project)
    if body.reason:
        return Cleanup(reason=body.reason)
    done = body.acts | acts_of(finals(place), caller, project)
    parts = _parts(place, caller, done, managed, project)
    reason = next((part.reason for part in parts if part.reason), "")
    condition = guard(place, project)
    whole = consumer_part(place, frozenset(), project).steps == parts[2].steps
    items = _items(parts, body, shared=whole)
    if isinstance(function, ast.FunctionDef) and any(item.awaits for item in items):
        return Cleanup(reason="the clean-up is to be awaited, and the function is not asynchronous")
    if condition is None and any(item.guarded for item in items):
        reason = reason or "`dispatch` does not name the message, so the disconnect cannot be told apart"
    if reason:
        return Cleanup(reason=reason)
    block = next((item for item in items if item.leaves), None)
    others = [item for item in items if item is not block]
    written = write(others or items, condition or "", place, project)
    imports = {name for part in parts for name in part.imports} | set(written.imports)
    doubt = "; ".join(one.doubt for one in (body, *parts) if one.doubt)
    code = written.code
    if block is not None and others:  # it has ways out in the middle
        code = f"try:\n{shifted(block.code, place.indent)}finally:\n{shifted(code, place.indent)}"
    return Cleanup(code, written.edits, tuple(sorted(imports)), body.name, body.kept, doubt)


def needs_cleanup(consumer: Consumer, project: Project) -> bool:
    """Whether a consumer has something to release when it is cancelled.

    That is a group, a `disconnect()` that does something, a method for clean-up that its disconnect handler calls, or
    the method that the configuration names.
    """
    name = project.options.get("cleanup")
    configured = isinstance(name, str) and any(variants(consumer.cls, name, project))
    return configured or needs(consumer, project)


def _parts(
    place: Place, caller: Callee, done: frozenset[str], managed: Collection[str], project: Project
) -> tuple[Part, Part, Part, Part]:
    """What each source of clean-up gives, in their order; none gives what another one does on the way."""
    from codemods.cancellation.resources.leaks import releases

    configured = configured_part(place, done, project)
    last = consumer_part(place, done, project)
    if configured.acts and configured.acts <= last.acts:
        configured = NOTHING  # `disconnect()` calls it
    elif configured.acts:
        done |= configured.acts
        last = consumer_part(place, done, project)
    method = method_part(place, caller, done | last.acts, project)
    taken = done | method.acts | last.acts
    left = [step for step in releases(place, project, managed) if not _is_done(step, taken, caller, project)]
    return configured, method, last, Part(left)


def _is_done(step: Step, done: Acts, caller: Callee, project: Project) -> bool:
    """Whether other steps do all that is known of a step."""
    acts = acts_of(ast.parse(step.code).body, caller, project)
    return bool(acts) and acts <= done - {f"leave {ANY_GROUP}"}


def _items(parts: tuple[Part, Part, Part, Part], body: Body, *, shared: bool) -> list[Item]:
    configured, method, consumer, resources = parts
    copied = _copied(body)

    def plain(steps: Sequence[Step]) -> list[Item]:
        return [Item(step.code, step.awaits) for step in steps]

    held = [Item(step.code, step.awaits, guarded=True, shared=shared) for step in consumer.steps]
    items = [*plain(configured.steps), *copied, *plain(method.steps), *held, *plain(resources.steps)]
    return list(dict.fromkeys(items))


def _copied(body: Body) -> list[Item]:
    """What the clause did; what comes before its first await stays in the clause, if the rest can be taken apart."""
    whole = Item(body.code, body.awaits, block=True, leaves=body.leaves, name=body.name)
    statements = ast.parse(body.code).body
    first = next((index for index, one in enumerate(statements) if _awaits(one)), 0)
    if body.leaves or not first:
        return [whole] if body.code else []
    front, rest = statements[:first], statements[first:]
    named = {node.id for one in front for node in ast.walk(one) if isinstance(node, ast.Name)}
    used = [node for one in rest for node in ast.walk(one) if isinstance(node, ast.Name)]
    if any(node.id in named and not isinstance(node.ctx, ast.Load) for node in used):
        return [whole]
    lines = split_lines(body.code)
    row = rest[0].lineno - 1
    name = body.name if any(node.id == body.name for node in used) else ""
    return [
        Item("".join(lines[:row]), 0, block=True),
        Item("".join(lines[row:]), body.awaits, block=True, name=name),
    ]


def _awaits(statement: ast.stmt) -> bool:
    kinds = (ast.Await, ast.AsyncFor, ast.AsyncWith, ast.comprehension)
    return any(isinstance(node, kinds) and getattr(node, "is_async", True) for node in inner_nodes([statement]))
