"""What a task does once a function of the project has come to its end: whether it goes on, and with what.

A coroutine function that swallows a cancellation as the last thing that its task does has done no harm.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, fields, replace

from channels_fix.module import Class
from channels_fix.nodes import last_name, own_nodes
from channels_fix.project import Project
from channels_fix.resolution import Symbol
from codemods.cancellation.swallowing.owners import Owners
from codemods.cancellation.swallowing.uses import Use, is_handed_on, is_repeated, use_of
from codemods.consumers import Consumer, as_consumer, consumers_of, with_own_loop
from codemods.facts import table
from codemods.routines import Mention, Routine, mentions_of

OPENING = {
    "": frozenset({"dispatch"}),
    "http": frozenset({"handle", "http_request"}),
    "websocket": frozenset({"connect", "receive", "receive_json", "websocket_connect", "websocket_receive"}),
}
"""For each protocol the handlers behind which a consumer waits for its next message."""
CLOSING = frozenset({"__call__", "disconnect", "http_disconnect", "websocket_disconnect"})
"""The methods behind which a consumer ends."""
VIEW_METHODS = frozenset({"delete", "dispatch", "get", "head", "options", "patch", "post", "put", "trace"})


@dataclass(frozen=True)
class End:
    """What happens behind the end of a function.

    Attributes:
        concerns: Whether consumers or asynchronous views run it at all.
        goes_on: Whether the task surely goes on with something else.
        aside: Whether it is run in a task of its own as well.
        repeated: Whether a loop of such a task runs it again.
        rounds: Whether to come round in a loop of its own keeps its task from ending.
        handles: Whether a consumer runs it for a message.
    """

    concerns: bool = False
    goes_on: bool = False
    aside: bool = False
    repeated: bool = False
    rounds: bool = False
    handles: bool = False

    def __or__(self, other: End) -> End:
        """What happens behind one end or the other."""
        return End(*(getattr(self, part.name) or getattr(other, part.name) for part in fields(End)))


SPAWNED = End(aside=True, rounds=True)


class Ends:
    """Knows what happens behind the end of functions.

    Args:
        project: The index.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self._known: dict[ast.AST, End] = {}
        self._open: list[ast.AST] = []
        self._provisional: set[ast.AST] = set()

    @classmethod
    def for_project(cls, project: Project) -> Ends:
        """The one that answers for a project."""
        return project.once("ends of tasks", lambda: cls(project))

    def calls_of(self, function: Routine) -> list[tuple[Routine, ast.Call]]:
        """The calls of a function, each with the function around it; none if there may be others."""
        found = []
        for mention in mentions_of(function, self.project):
            sure = self._means(mention, function)
            if sure is False:
                continue
            user, call = mention.user(self.project), mention.parents[0] if mention.parents else None
            if not (sure and user and isinstance(call, ast.Call) and call.func is mention.node):
                return []
            found.append((user, call))
        return found

    def of(self, function: Routine) -> End:
        """What happens behind the end of a function."""
        node = function.node
        if node in self._known:
            if node in self._open:  # functions that await one another: what is found now is not all
                self._provisional |= set(self._open[self._open.index(node) + 1 :])
            return self._known[node]
        self._known[node] = End()
        self._open.append(node)
        found = self._found(function)
        self._open.pop()
        self._known[node] = found
        if not self._open:
            for one in self._provisional:
                self._known.pop(one, None)
            self._provisional.clear()
        return found

    def _found(self, function: Routine) -> End:
        found = End()
        named = False  # by the methods of a class, as what they have for themselves
        for mention in mentions_of(function, self.project):
            sure = self._means(mention, function)
            if sure is False:
                continue
            use = use_of(mention, self.project)
            if sure:
                named = named or self._are_kin(mention.cls, function.cls)
                # under `asyncio.shield`, as clean-up is, it is no less what a consumer ends with
                is_last = use is Use.SPAWNED and self._is_closing(function)
                found |= self._behind(mention, Use.DROPPED if is_last else use)
            elif use is Use.SPAWNED or (use is Use.UNKNOWN and is_handed_on(mention)):
                found |= SPAWNED
        if isinstance(function.node, ast.AsyncFunctionDef):
            found |= self._decorators(function)
        if function.around and function.cls is None:
            found |= self._as_wrapper(function)
        if function.cls is not None:
            found |= self._as_handler(function, function.cls, named=named)
        return found

    def _behind(self, mention: Mention, use: Use) -> End:
        """What happens behind a place that surely names the function."""
        if use is Use.ROUTED:
            return End(concerns=True, goes_on=True)
        user = mention.user(self.project)
        behind = self.of(user) if user else End()
        if use is Use.AWAITED:
            repeated = behind.repeated or (behind.rounds and is_repeated(mention))
            return End(behind.concerns, behind.goes_on, behind.aside, repeated, behind.rounds)
        if use is Use.DROPPED:
            return End(concerns=behind.concerns)
        if isinstance(_outside(mention), ast.Return) and user is None:
            return End(concerns=behind.concerns)  # a decorator, or a function that gives the coroutine to its caller
        return SPAWNED | End(concerns=behind.concerns)

    # Who runs it without being seen to --------------------------------------------------------------------------------

    def _as_handler(self, function: Routine, cls: Class, *, named: bool) -> End:
        """What happens behind a method because Channels or Django calls it."""
        name = function.node.name
        if self._is_view(cls):
            return End(concerns=True, goes_on=name in VIEW_METHODS)
        consumers = runners(cls, self.project)
        if not consumers:
            return End()
        if all(one.sync for one in consumers) and name not in {"__call__", "dispatch"}:
            return End(concerns=True)  # nobody awaits what it gives
        if name == "__call__":
            return End(concerns=True, rounds=True)
        protocols = {"", *(protocol for one in consumers for protocol in one.protocols)}
        opens = any(name in OPENING[protocol] for protocol in protocols)
        event = name not in CLOSING and not named and _takes_an_event(function) and not _may_spawn_by_name(cls)
        return End(concerns=True, goes_on=opens or event, handles=opens or event)

    def _is_closing(self, function: Routine) -> bool:
        """Whether a function is the method of a consumer that is called last."""
        return function.cls is not None and function.node.name in CLOSING and bool(runners(function.cls, self.project))

    def _is_view(self, cls: Class) -> bool:
        bases = tuple(table("cancellation")["views"]["classes"])
        return any(isinstance(base, Symbol) and base.name.startswith(bases) for base in self.project.mro(cls))

    def _decorators(self, function: Routine) -> End:
        """What decorators do to a function."""
        found = End()
        for decorator in function.node.decorator_list:
            called = decorator.func if isinstance(decorator, ast.Call) else decorator
            symbol = self.project.resolve(called, function.module, function.around)
            if self._is_router(called, function):
                found |= End(concerns=True, goes_on=True)
            elif symbol is not None and isinstance(symbol.definition, ast.FunctionDef):
                found |= SPAWNED if _spawns(symbol.definition) else End()
            elif symbol is None or not symbol.name.startswith(tuple(table("cancellation")["decorators"]["plain"])):
                found |= End(aside=True)
        return found

    def _is_router(self, called: ast.expr, function: Routine) -> bool:
        views = table("cancellation")["views"]
        if not isinstance(called, ast.Attribute) or called.attr not in views["routing"]:
            return False
        owner = Owners(function.module, function.around, None, "", self.project).class_of(called.value)
        return isinstance(owner, Symbol) and owner.name in views["routers"]

    def _as_wrapper(self, function: Routine) -> End:
        """What happens behind a function that a decorator puts in the place of another."""
        if not all(_returns(outer, inner) for outer, inner in zip(function.around, function.within[1:], strict=True)):
            return End()
        outermost = function.around[0]
        cls = next((one for one in function.module.classes.values() if outermost in one.node.body), None)
        found = End()
        for mention in mentions_of(Routine(outermost, function.module, cls, ()), self.project):
            decorated = mention.decorated(self.project)
            symbol = self.project.resolve(mention.node, mention.module, mention.within[:-1]) if decorated else None
            if decorated is not None and symbol is not None and symbol.definition is outermost:
                found |= replace(self.of(decorated), handles=False)
        return found

    # What a mention is ------------------------------------------------------------------------------------------------

    def _means(self, mention: Mention, function: Routine) -> bool | None:
        """Whether a mention means the function; None when that cannot be known."""
        node = mention.node
        symbol = self.project.resolve(node, mention.module, mention.within)
        if symbol is not None:
            return symbol.definition is function.node
        if function.cls is None or not isinstance(node, ast.Attribute):
            return False
        if isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Name) and node.value.func.id == "super":
            return mention.cls is not None and function.cls in self.project.mro(mention.cls)[1:]
        owners = Owners(mention.module, mention.within, mention.cls, mention.receiver, self.project)
        owner = owners.class_of(node.value)
        if isinstance(owner, Class):
            return self._are_kin(owner, function.cls)
        if owner is not None or self._is_view(function.cls) or as_consumer(function.cls, self.project):
            return False  # who makes consumers and views is Channels and Django
        return None

    def _are_kin(self, one: Class | None, other: Class | None) -> bool:
        """Whether an object may be of both classes."""
        if one is None or other is None:
            return False
        return one in self.project.mro(other) or other in self.project.mro(one)


def runners(cls: Class, project: Project) -> list[Consumer]:
    """The consumers that run the methods of a class."""
    own = as_consumer(cls, project) or with_own_loop(cls, project)
    return [own] if own else consumers_of(cls, project)


def _takes_an_event(function: Routine) -> bool:
    """Whether a method may be the handler of a message of its own: `chat.message` comes to `chat_message(event)`."""
    arguments = function.node.args
    required = len(arguments.posonlyargs) + len(arguments.args) - len(arguments.defaults)
    keywords = any(default is None for default in arguments.kw_defaults)
    return not function.node.name.startswith("_") and required == 2 and not keywords


def _may_spawn_by_name(cls: Class) -> bool:
    """Whether a class gets methods by names that are worked out, and starts tasks."""
    nodes = list(ast.walk(cls.node))
    by_name = any(
        isinstance(node, ast.Call)
        and last_name(node.func) == "getattr"
        and len(node.args) > 1
        and not isinstance(node.args[1], ast.Constant)
        for node in nodes
    )
    return by_name and _spawns(cls.node)


def _spawns(root: ast.AST) -> bool:
    starters = table("cancellation")["tasks"]["starters"]
    return any(isinstance(node, ast.Call) and last_name(node.func) in starters for node in ast.walk(root))


def _returns(outer: ast.AST, inner: ast.AST) -> bool:
    """Whether a function returns one that it defines."""
    name = getattr(inner, "name", "")
    returned = [node.value for node in own_nodes(outer) if isinstance(node, ast.Return)]
    return any(value is not None and name in {last_name(one) for one in ast.walk(value)} for value in returned)


def _outside(mention: Mention) -> ast.AST | None:
    """The statement that a place stands in."""
    return next((step for step in mention.parents if isinstance(step, ast.stmt)), None)
