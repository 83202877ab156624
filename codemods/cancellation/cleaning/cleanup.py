"""What has to be done in a clause for CancelledError before it raises the cancellation again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from channels_fix.project import Project
from channels_fix.rule import Edit, ImportedName
from codemods.cancellation.cleaning.acts import acts_of
from codemods.cancellation.cleaning.callees import Callee, variants
from codemods.cancellation.cleaning.clause import Item, write
from codemods.cancellation.cleaning.configured import configured_part
from codemods.cancellation.cleaning.consumer import consumer_part, guard, needs
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
            (`kept`), what it does already stays there and these come behind it.
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


def cleanup_at(place: Place, project: Project) -> Cleanup:
    """Find what has to be cleaned up when a cancellation comes to a place.

    Args:
        place: The try statement that gets the clause.
        project: The index.

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
    parts = _parts(place, done, project)
    reason = next((part.reason for part in parts if part.reason), "")
    condition = guard(place, project)
    items = _items(parts, body)
    if body.leaves and len(items) > bool(body.code):
        reason = reason or "the clause that catches the cancellation has ways out before the clean-up"
    if condition is None and any(item.guarded for item in items):
        reason = reason or "`dispatch` does not name the message, so the disconnect cannot be told apart"
    if reason:
        return Cleanup(reason=reason)
    written = write(items, condition or "", place, project)
    imports = {name for part in parts for name in part.imports} | set(written.imports)
    doubt = "; ".join(part.doubt for part in parts if part.doubt)
    return Cleanup(written.code, written.edits, tuple(sorted(imports)), body.name, body.kept, doubt)


def needs_cleanup(consumer: Consumer, project: Project) -> bool:
    """Whether a consumer has something to release when it is cancelled.

    That is a group, a `disconnect()` that does something, a method for clean-up that its disconnect handler calls, or
    the method that the configuration names.
    """
    name = project.options.get("cleanup")
    configured = isinstance(name, str) and any(variants(consumer.cls, name, project))
    return configured or needs(consumer, project)


def _parts(place: Place, done: frozenset[str], project: Project) -> tuple[Part, Part, Part, Part]:
    """What each source of clean-up gives, in their order; none gives what another one does on the way."""
    try:
        from codemods.cancellation.resources.leaks import releases
    except ModuleNotFoundError:

        def releases(place: Place, project: Project) -> list[Step]:
            return []

    configured = configured_part(place, done, project)
    done |= configured.acts
    last = consumer_part(place, done, project)
    if configured.acts and configured.acts <= last.acts:
        configured = NOTHING  # `disconnect()` calls it
    method = method_part(place, done | last.acts, project)
    resources = Part(releases(place, project))
    return configured, method, last, resources


def _items(parts: tuple[Part, Part, Part, Part], body: Body) -> list[Item]:
    configured, method, consumer, resources = parts
    copied = [Item(body.code, body.awaits, block=True, leaves=body.leaves, name=body.name)] if body.code else []

    def plain(steps: Sequence[Step]) -> list[Item]:
        return [Item(step.code, step.awaits) for step in steps]

    held = [Item(step.code, step.awaits, guarded=True, shared=True) for step in consumer.steps]
    items = [*plain(configured.steps), *copied, *plain(method.steps), *held, *plain(resources.steps)]
    return list(dict.fromkeys(items))
