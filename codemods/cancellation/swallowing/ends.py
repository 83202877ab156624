"""What a task does once a function of the project has come to its end: whether it goes on, and with what.

A coroutine function that swallows a cancellation as the last thing that its task does has done no harm.
"""

from __future__ import annotations

import ast
import enum
from dataclasses import dataclass

from channels_fix.module import Class
from channels_fix.project import Project, Symbol
from codemods.cancellation.swallowing.coroutines import Coroutine, Mention, mentions_of
from codemods.consumers import as_consumer, consumers_of, with_own_loop
from codemods.facts import table

OPENING = frozenset(
    {
        "connect",
        "dispatch",
        "handle",
        "http_request",
        "receive",
        "receive_json",
        "websocket_connect",
        "websocket_receive",
    }
)
"""The handlers behind which a consumer waits for its next message."""
CLOSING = frozenset({"__call__", "disconnect", "http_disconnect", "websocket_disconnect"})
"""The methods behind which a consumer ends."""
VIEW_METHODS = frozenset({"delete", "dispatch", "get", "head", "options", "patch", "post", "put", "trace"})
ROUTES = frozenset({"django.conf.urls.url", "django.urls.conf.path", "django.urls.path", "django.urls.re_path"})
CARRYING = (ast.GeneratorExp, ast.IfExp, ast.List, ast.ListComp, ast.Set, ast.SetComp, ast.Starred, ast.Tuple)
"""What holds an awaitable on its way into a call."""


class Use(enum.Enum):
    """What a place does with a function that it names."""

    AWAITED = "awaited"
    SPAWNED = "spawned"
    """It is run as a task of its own, or under a time limit: who waits for it is not cancelled with it."""
    ROUTED = "routed"
    """Django calls it for a request."""
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class End:
    """What happens behind the end of a function.

    Attributes:
        concerns: Whether consumers or asynchronous views run it at all.
        goes_on: Whether the task surely goes on with something else.
        spawned: Whether it is the function of a task as well.
    """

    concerns: bool
    goes_on: bool
    spawned: bool


class Ends:
    """Knows what happens behind the end of functions.

    Args:
        project: The index.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self._known: dict[ast.AsyncFunctionDef, End] = {}

    def of(self, function: Coroutine) -> End:
        """What happens behind the end of a function."""
        if function.node not in self._known:
            self._known[function.node] = End(concerns=False, goes_on=False, spawned=False)  # what a recursion sees
            self._known[function.node] = self._found(function)
        return self._known[function.node]

    def _found(self, function: Coroutine) -> End:
        concerns = goes_on = spawned = named = False
        for mention in mentions_of(function, self.project):
            sure = self._means(mention, function)
            if sure is False:
                continue
            use = self._use(mention)
            named = named or bool(sure)
            spawned = spawned or use in {Use.SPAWNED, Use.UNKNOWN}
            if not sure:
                continue
            user = mention.user
            behind = self.of(user) if user else None
            concerns = concerns or use is Use.ROUTED or (behind is not None and behind.concerns)
            goes_on = goes_on or use is Use.ROUTED
            if use is Use.AWAITED and behind is not None:
                goes_on = goes_on or behind.goes_on or _is_repeated(mention)
        if function.cls is not None and self._is_handled(function.cls):
            name = function.node.name
            concerns = True
            if self._is_view(function.cls):
                goes_on = goes_on or name in VIEW_METHODS
            else:
                handles = name not in CLOSING and not named and _takes_an_event(function)
                goes_on = goes_on or name in OPENING or handles
        return End(concerns, goes_on, spawned)

    # Who runs it without being seen to --------------------------------------------------------------------------------

    def _is_handled(self, cls: Class) -> bool:
        """Whether Channels or Django calls methods of a class."""
        return self._is_view(cls) or is_consumer(cls, self.project)

    def _is_view(self, cls: Class) -> bool:
        bases = tuple(table("cancellation")["views"]["classes"])
        return any(isinstance(base, Symbol) and base.name.startswith(bases) for base in self.project.mro(cls))

    # What a mention is ------------------------------------------------------------------------------------------------

    def _means(self, mention: Mention, function: Coroutine) -> bool | None:
        """Whether a mention means the function; None when that cannot be known."""
        node = mention.node
        symbol = self.project.resolve(node, mention.module, mention.within)
        if symbol is not None:
            return symbol.definition is function.node
        if function.cls is None or not isinstance(node, ast.Attribute):
            return False
        match node.value:
            case ast.Name(id=owner) if mention.cls and owner == _first_argument(mention):
                return self._share(mention.cls, function.cls)
            case ast.Call(func=ast.Name(id="super")) if mention.cls:
                return function.cls in self.project.mro(mention.cls)[1:]
        return None

    def _share(self, one: Class, other: Class) -> bool:
        """Whether an object may be of both classes."""
        return other in self.project.mro(one) or one in self.project.mro(other)

    def _use(self, mention: Mention) -> Use:
        steps = list(mention.parents)
        inner: ast.AST = mention.node
        if steps and isinstance(steps[0], ast.Call) and steps[0].func is inner:
            inner = steps.pop(0)
        while steps and isinstance(steps[0], CARRYING):
            inner = steps.pop(0)
        match steps[0] if steps else None:
            case ast.Await() | ast.withitem() | ast.AsyncFor():
                return Use.AWAITED
            case ast.comprehension(iter=iterated, is_async=1) if iterated is inner:
                return Use.AWAITED
            case ast.Call(func=called):
                return self._given_to(called, mention)
            case ast.keyword() if len(steps) > 1 and isinstance(steps[1], ast.Call):
                return self._given_to(steps[1].func, mention)
        return Use.UNKNOWN

    def _given_to(self, called: ast.expr, mention: Mention) -> Use:
        symbol = self.project.resolve(called, mention.module, mention.within)
        if symbol is not None and symbol.name in ROUTES:
            return Use.ROUTED
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        return Use.SPAWNED if name in table("cancellation")["tasks"]["starters"] else Use.UNKNOWN


def is_consumer(cls: Class, project: Project) -> bool:
    """Whether consumers run the methods of a class."""
    return bool(as_consumer(cls, project) or with_own_loop(cls, project) or consumers_of(cls, project))


def _takes_an_event(function: Coroutine) -> bool:
    """Whether a method may be the handler of a message of its own: `chat.message` comes to `chat_message(event)`."""
    arguments = function.node.args
    required = len(arguments.posonlyargs) + len(arguments.args) - len(arguments.defaults)
    keywords = any(default is None for default in arguments.kw_defaults)
    return not function.node.name.startswith("_") and required == 2 and not keywords


def _first_argument(mention: Mention) -> str:
    """What the method around a mention calls its object."""
    for parent, outer in zip(mention.parents, mention.parents[1:], strict=False):
        if isinstance(parent, ast.FunctionDef | ast.AsyncFunctionDef) and isinstance(outer, ast.ClassDef):
            positional = [*parent.args.posonlyargs, *parent.args.args]
            return positional[0].arg if positional else ""
    return ""


def _is_repeated(mention: Mention) -> bool:
    """Whether a place stands in a loop of its function."""
    for parent in mention.parents:
        if isinstance(parent, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            return False
        if isinstance(parent, ast.For | ast.AsyncFor | ast.While):
            return True
    return False
