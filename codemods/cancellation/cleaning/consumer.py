"""The clean-up of a consumer: it leaves its groups, and then runs its `disconnect()`."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from channels_fix.flow import conditions
from channels_fix.imports import reference
from channels_fix.nodes import inner_nodes
from channels_fix.project import Project
from codemods.cancellation.cleaning.acts import Acts, acts_of
from codemods.cancellation.cleaning.callees import MANY, Callee, called, is_awaited, method_of, variants
from codemods.cancellation.cleaning.calls import call_on_instance
from codemods.cancellation.cleaning.groups import ANY_GROUP, OWN_GROUPS, Group
from codemods.cancellation.cleaning.held import Held
from codemods.cancellation.cleaning.place import Place
from codemods.cancellation.cleaning.releasing import releases_only
from codemods.cancellation.cleaning.steps import NOTHING, Part, Step
from codemods.consumers import STOP_CLASS, Consumer
from codemods.messages import stays_whole

ENDS = ("disconnect", "websocket_disconnect", "http_disconnect")
"""The methods that release what a consumer holds when its client has left."""

CODE = "1006"
"""The connection ended without a closing handshake."""


def consumer_part(place: Place, done: Acts, project: Project) -> Part:
    """What the consumer has to release at a place: groups first, then `disconnect()`.

    Args:
        place: The place; its consumer says whose clean-up it is.
        done: What is done there already.
        project: The index.
    """
    if place.consumer is None or place.cls is None or any(function.name in ENDS for function in place.within):
        return NOTHING
    if not place.receiver:
        return Part(reason="the consumer is not at hand here") if needs(place.consumer, project) else NOTHING
    held = Held(place.cls, place.consumer, project)
    last = _disconnect(place, held, done, project)
    if last.reason:
        return last
    done |= last.acts
    steps: list[Step] = []
    acts = set(last.acts)
    if f"leave {ANY_GROUP}" not in done:
        groups = {group.key: group for group in held.joined() if group}
        own = held.has_own_groups() or OWN_GROUPS in groups
        if own and f"leave {OWN_GROUPS}" not in done:
            steps.append(_leave_own_groups(place))
            acts.add(f"leave {OWN_GROUPS}")
        for key, group in groups.items():
            if f"leave {key}" not in done and key != OWN_GROUPS:
                steps.append(_leave(place, group))
                acts.add(f"leave {key}")
    return Part([*steps, *last.steps], frozenset(acts), last.imports, last.doubt)


def guard(place: Place, project: Project) -> str | None:
    """The condition under which `dispatch` does not handle the disconnect, which cleans up by itself.

    Returns:
        The condition, empty where none is needed, None where it cannot be written.
    """
    method = place.method
    if method is None or method.name != "dispatch" or place.consumer is None:
        return ""
    given = [*method.args.posonlyargs, *method.args.args]
    if len(given) < MANY:
        return None
    message = given[1].arg
    if not stays_whole(method, message, project):
        return None
    protocols = [protocol for protocol in ("websocket", "http") if protocol in place.consumer.protocols]
    types = [f'"{protocol}.disconnect"' for protocol in protocols or ["websocket"]]
    if len(types) == 1:
        return f'{message}["type"] != {types[0]}'
    return f'{message}["type"] not in ({", ".join(types)})'


def needs(consumer: Consumer, project: Project) -> bool:
    """Whether a consumer is in groups or has a `disconnect()` that does something."""
    held = Held(consumer.cls, consumer, project)
    if held.has_own_groups() or any(held.joined()):
        return True
    return bool(_ends_with(held)) or (
        (bool(held.disconnects()) or held.library_disconnect()) and not held.runs_disconnect_itself()
    )


def _disconnect(place: Place, held: Held, done: Acts, project: Project) -> Part:
    """The call of `disconnect()`, or of what the handler of the disconnect calls to clean up."""
    callees = held.disconnects()
    if "self.disconnect" in done or held.runs_disconnect_itself():
        return NOTHING
    if not callees and not held.library_disconnect():
        return _called_at_the_end(place, held, done, project)
    if any(_raises_stop(callee, project) for callee in callees):
        return Part(reason="`disconnect()` raises StopConsumer, which would take the place of the cancellation")
    given = [CODE] if "websocket" in held.consumer.protocols else []
    if callees:
        found = variants(held.cls, "disconnect", project)
        part = call_on_instance(place, "disconnect", [one for one in found if one], given, project, in_thread=True)
        inherited = None in found and any(is_awaited(one, project) is held.consumer.sync for one in found if one)
        if inherited:
            return Part(reason="whether `disconnect()` is to be awaited cannot be known")
    else:
        part = _library_call(place, held, given, project)
    if part.reason:
        return part
    acts = frozenset({"self.disconnect"}).union(*(acts_of(callee.function.body, callee, project) for callee in callees))
    own = {act for act in acts & done if act.startswith("self.") and act != "self.disconnect"}
    doubt = f"`{min(own).removeprefix('self.')}()` is called here and by `disconnect()`: it runs twice" if own else ""
    return Part(part.steps, _without_groups_of_some(acts, held, project), part.imports, doubt)


def _without_groups_of_some(acts: Acts, held: Held, project: Project) -> Acts:
    """What `disconnect()` does, less the groups that not all consumers leave there; to leave one twice is no harm."""
    line = (held.cls, *project.descendants(held.cls))
    found = (method_of(one, "disconnect", project) for one in line if not project.descendants(one))
    left = [acts_of(callee.function.body, callee, project) if callee else frozenset() for callee in found]
    return frozenset(act for act in acts if not act.startswith("leave ") or all(act in one for one in left))


def _library_call(place: Place, held: Held, given: Sequence[str], project: Project) -> Part:
    """The call of a `disconnect()` that a package brings."""
    call = f"{place.receiver}.disconnect"
    arguments = ", ".join(given)
    if not held.consumer.sync:
        return Part([Step(f"await {call}({arguments})\n", MANY)])
    wrap, needed = reference(place.module, project, "channels.db", "database_sync_to_async", place.within)
    return Part([Step(f"await {wrap}({call})({arguments})\n", MANY)], imports=(needed,) if needed else ())


def _called_at_the_end(place: Place, held: Held, done: Acts, project: Project) -> Part:
    """What a handler of the disconnect calls to clean up, where `disconnect()` has nothing to do."""
    part = NOTHING
    for name in _ends_with(held):
        if f"self.{name}" in done or f"self.{name}" in part.acts:
            continue
        found = variants(held.cls, name, project)
        called_on = call_on_instance(place, name, found, (), project, in_thread=held.consumer.sync)
        if called_on.reason:
            continue
        acts = [acts_of(callee.function.body, callee, project) for callee in found if callee]
        part = Part(
            [*part.steps, *called_on.steps],
            part.acts.union({f"self.{name}"}, *acts),
            (*part.imports, *called_on.imports),
        )
    return part


def _ends_with(held: Held) -> list[str]:
    """The methods without arguments whose purpose is clean-up and that a handler of the disconnect calls."""
    found: list[str] = []
    for name in ENDS[1:]:
        handler = method_of(held.cls, name, held.project)
        if handler is None:
            continue
        for node in inner_nodes(handler.function.body):
            match node:
                case ast.Call(func=ast.Attribute(value=ast.Name(id=owner), attr=method), args=[], keywords=[]) if (
                    owner == handler.receiver and method != "disconnect"
                ):
                    callee = called(node.func, handler, held.project)
                    if callee and releases_only(callee, held.project):
                        found.append(method)
    return list(dict.fromkeys(found))


def _leave_own_groups(place: Place) -> Step:
    me, deeper = place.receiver, place.indent
    code = f"for group in {me}.groups:\n{deeper}await {me}.channel_layer.group_discard(group, {me}.channel_name)\n"
    return Step(code, MANY)


def _leave(place: Place, group: Group) -> Step:
    me = place.receiver
    code = group.code
    if me != "self":
        tree = ast.parse(code, mode="eval")
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and node.id == "self":
                node.id = me
        code = ast.unparse(tree)
    return Step(f"await {me}.channel_layer.group_discard({code}, {me}.channel_name)\n", 1)


def _raises_stop(callee: Callee, project: Project) -> bool:
    for node in inner_nodes(callee.function.body):
        if isinstance(node, ast.Raise) and node.exc is not None:
            raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
            symbol = project.resolve(raised, callee.module, callee.within)
            if symbol is not None and conditions.is_exception(symbol, STOP_CLASS, project):
                return True
    return False
