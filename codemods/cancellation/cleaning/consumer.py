"""What a consumer holds: the groups that it is in, and what its `disconnect()` releases."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from channels_fix.bindings import Function
from channels_fix.flow import conditions
from channels_fix.module import Class
from channels_fix.project import Project
from codemods.cancellation.cleaning.acts import Acts, acts_of
from codemods.cancellation.cleaning.callees import MANY, Callee, called, method_of, own_nodes, variants
from codemods.cancellation.cleaning.calls import call_on_instance, in_thread
from codemods.cancellation.cleaning.groups import ANY_GROUP, OWN_GROUPS, Group, group_calls
from codemods.cancellation.cleaning.place import Place, receiver_of
from codemods.cancellation.cleaning.releasing import releases_only
from codemods.cancellation.cleaning.steps import NOTHING, Part, Step
from codemods.consumers import STOP_CLASS, Consumer, library_bases
from codemods.stop_consumer.effects import has_effects, joins_groups

ENDS = ("disconnect", "websocket_disconnect", "http_disconnect")
"""The methods that release what a consumer holds when its client has left."""

CODE = "1006"
"""The connection ended without a closing handshake."""

_LIBRARY = "channels."


class Held:
    """What the consumers that run the methods of a class hold.

    Args:
        cls: The class whose method has the clause.
        consumer: A consumer that runs it.
        project: The index.
    """

    def __init__(self, cls: Class, consumer: Consumer, project: Project) -> None:
        self.cls = cls
        self.consumer = consumer
        self.project = project

    # The method disconnect -------------------------------------------------------------------------------------------

    @property
    def heirs(self) -> list[Class]:
        """The consumer, and every class that runs the same method."""
        return list(dict.fromkeys([self.consumer.cls, self.cls, *self.project.descendants(self.cls)]))

    def disconnects(self) -> list[Callee]:
        """The methods `disconnect` of the project that do something."""
        found = (callee for callee in variants(self.cls, "disconnect", self.project) if callee)
        extra = method_of(self.consumer.cls, "disconnect", self.project)
        return [callee for callee in [*found, *([extra] if extra else [])] if self._does_something(callee)]

    def _does_something(self, callee: Callee) -> bool:
        if any(_is_missed(statement, callee.function.name) for statement in callee.function.body):
            return True
        above = method_of(callee.origin, "disconnect", self.project, callee.cls) if callee.origin else None
        passes_on = any(isinstance(node, ast.Name) and node.id == "super" for node in ast.walk(callee.function))
        return bool(above and passes_on and self._does_something(above))

    def library_disconnect(self) -> bool:
        """Whether the `disconnect()` comes from a package that adds something to the one of Channels."""
        for base in self.project.mro(self.consumer.cls):
            if isinstance(base, Class) and "disconnect" in base.scope.names and base.name not in library_bases():
                return False
            name = base.name if base is not None else ""
            if name in library_bases():
                kind = library_bases()[name]
                return kind.protocol == "websocket" and not name.startswith(_LIBRARY)
        return False

    def runs_disconnect_itself(self) -> bool:
        """Whether a cancelled handler has run `disconnect()` already: that of an HTTP consumer has a `finally`."""
        if "websocket" in self.consumer.protocols:
            return False
        request = method_of(self.consumer.cls, "http_request", self.project)
        if request is None:
            return True
        names = acts_of(request.function.body, request, self.project)
        calls_base = any(isinstance(node, ast.Name) and node.id == "super" for node in ast.walk(request.function))
        return calls_base or "self.disconnect" in names

    # Groups ----------------------------------------------------------------------------------------------------------

    def has_own_groups(self) -> bool:
        """Whether `self.groups` may hold something, which the library joins for the consumer."""
        if not any(
            base and base.name in library_bases() and library_bases()[base.name].protocol == "websocket"
            for base in self.project.mro(self.consumer.cls)
        ):
            return False
        return any(_fills_groups(base) for base in self._classes())

    def joined(self) -> Iterator[Group | None]:
        """The groups that the methods of the class join, None for one that only its method can name."""
        for base in self.project.mro(self.cls):
            if not isinstance(base, Class):
                continue
            for method in _methods(base):
                caller = Callee(method, base.module, (*base.within, method), base, receiver_of(method), self.cls)
                for call in group_calls(method.body, "group_add"):
                    group = call.group(caller, self.project)
                    known = group is not None and all(self._is_set_early(name) for name in group.attributes)
                    yield group if known else None

    def joins_any(self) -> bool:
        """Whether some method of the consumer joins a group."""
        return any(
            True for base in self._classes() for method in _methods(base) for _ in group_calls(method.body, "group_add")
        )

    def _is_set_early(self, attribute: str) -> bool:
        """Whether an attribute surely exists once the consumer runs: no clean-up may fail for want of it."""
        if attribute in {"scope", "channel_name", "channel_layer"}:
            return True
        for base in self.project.mro(self.cls):
            if isinstance(base, Class):
                if attribute in base.scope.names:
                    return True
                early = [base.method(name) for name in ("__init__", "connect", "websocket_connect", "__call__")]
                if any(_assigns(method, attribute) for method in early if method):
                    return True
        return False

    def _classes(self) -> Iterator[Class]:
        for heir in self.heirs:
            yield from (base for base in self.project.mro(heir) if isinstance(base, Class))


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
        if held.has_own_groups() and f"leave {OWN_GROUPS}" not in done:
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
    rebound = [node for node in ast.walk(method) if isinstance(node, ast.Name) and node.id == message]
    if any(not isinstance(node.ctx, ast.Load) for node in rebound):
        return None
    protocols = [protocol for protocol in ("websocket", "http") if protocol in place.consumer.protocols]
    types = [f'"{protocol}.disconnect"' for protocol in protocols or ["websocket"]]
    if len(types) == 1:
        return f'{message}["type"] != {types[0]}'
    return f'{message}["type"] not in ({", ".join(types)})'


def needs(consumer: Consumer, project: Project) -> bool:
    """Whether a consumer is in groups or has a `disconnect()` that does something."""
    held = Held(consumer.cls, consumer, project)
    if held.has_own_groups() or held.joins_any():
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
    if not callees:
        sync = held.consumer.sync
        arguments = ", ".join(given)
        call = Step(f"{'' if sync else 'await '}{place.receiver}.disconnect({arguments})\n", 0 if sync else MANY)
        part = Part([call])
    else:
        part = call_on_instance(place, "disconnect", callees, given, project)
    if part.reason:
        return part
    acts = frozenset({"self.disconnect"}).union(*(acts_of(callee.function.body, callee, project) for callee in callees))
    own = {act for act in acts if act.startswith("self.") and act != "self.disconnect"}
    doubt = ""
    if own & done:
        both = min(own & done).removeprefix("self.")
        doubt = f"`{both}()` is called here and by `disconnect()`, so it runs twice"
    part = in_thread(place, part, project)
    return Part(part.steps, acts, part.imports, doubt)


def _called_at_the_end(place: Place, held: Held, done: Acts, project: Project) -> Part:
    """What a handler of the disconnect calls to clean up, where `disconnect()` has nothing to do."""
    part = NOTHING
    for name in _ends_with(held):
        if f"self.{name}" in done or f"self.{name}" in part.acts:
            continue
        found = variants(held.cls, name, project)
        called_on = call_on_instance(place, name, found, (), project)
        if called_on.reason:
            continue
        acts = [acts_of(callee.function.body, callee, project) for callee in found if callee]
        part = Part([*part.steps, *called_on.steps], part.acts.union({f"self.{name}"}, *acts))
    return in_thread(place, part, project) if held.consumer.sync else part


def _ends_with(held: Held) -> list[str]:
    """The methods without arguments whose purpose is clean-up and that a handler of the disconnect calls."""
    found: list[str] = []
    for name in ENDS[1:]:
        handler = method_of(held.cls, name, held.project)
        if handler is None:
            continue
        for node in own_nodes(handler.function.body):
            match node:
                case ast.Call(func=ast.Attribute(value=ast.Name(id=owner), attr=method), args=[], keywords=[]) if (
                    owner == handler.receiver and method != "disconnect"
                ):
                    callee = called(node.func, handler, held.project)
                    if callee and releases_only(callee, held.project):
                        found.append(method)
    return list(dict.fromkeys(found))


def _leave_own_groups(place: Place) -> Step:
    me = place.receiver
    name = "group"
    if place.function and any(isinstance(node, ast.Name) and node.id == name for node in ast.walk(place.function)):
        name = "joined_group"
    return Step(
        f"for {name} in {me}.groups:\n    await {me}.channel_layer.group_discard({name}, {me}.channel_name)\n", MANY
    )


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


def _is_missed(statement: ast.stmt, name: str) -> bool:
    """Whether a statement of `disconnect` does more than to log, or to hand on to the base class."""
    match statement:
        case ast.Expr(value=ast.Await(value=call) | call) | ast.Return(value=ast.Await(value=call) | call):
            match call:
                case ast.Call(func=ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr=attribute)):
                    return attribute != name
    return has_effects(statement)


def _raises_stop(callee: Callee, project: Project) -> bool:
    for node in own_nodes(callee.function.body):
        if isinstance(node, ast.Raise) and node.exc is not None:
            raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
            symbol = project.resolve(raised, callee.module, callee.within)
            if symbol is not None and conditions.is_exception(symbol, STOP_CLASS, project):
                return True
    return False


def _methods(cls: Class) -> Iterator[Function]:
    for name in cls.scope.names:
        method = cls.method(name)
        if method is not None:
            yield method


def _assigns(method: Function, attribute: str) -> bool:
    receiver = receiver_of(method)
    return any(
        isinstance(node, ast.Attribute)
        and node.attr == attribute
        and isinstance(node.ctx, ast.Store)
        and isinstance(node.value, ast.Name)
        and node.value.id == receiver
        for node in ast.walk(method)
    )


def _fills_groups(cls: Class) -> bool:
    """Whether a class gives itself groups, or puts some into `self.groups`."""
    return joins_groups(cls) or any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"append", "extend", "add", "insert", "update"}
        and isinstance(node.func.value, ast.Attribute)
        and node.func.value.attr == "groups"
        for node in ast.walk(cls.node)
    )
