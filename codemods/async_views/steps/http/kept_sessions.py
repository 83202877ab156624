"""Sessions of requests that are kept elsewhere: what an asynchronous client must take over of one for a call."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from codemods.async_views.steps.body import Body
from codemods.async_views.steps.called import Place, called
from codemods.async_views.steps.keeping import Kept, kept
from codemods.async_views.steps.waiting import place_of
from codemods.facts import table
from codemods.routines import Mention

MAKERS = frozenset({"requests.Session", "requests.session"})
SESSION = "requests.Session"
ADAPTERS = frozenset({"requests.adapters.HTTPAdapter", "requests.HTTPAdapter"})
PLAIN_AUTH = "requests.auth.HTTPBasicAuth"
UNNAMED = "its session has no name: give it one, and make the call with that"
UNKNOWN = "no one place is known to build its session: build it in one, without a condition"
MOUNTED = (
    "its session has an adapter of its own, which may repeat a request: httpx does not, repeat it in a loop instead"
)
HANDED_ON = "its session is handed on in line {} of {}, and what is done to it there is not known"
OTHER = "`{}` of its session is not known to mean the same to httpx"


@dataclass
class Session:
    """What the client for a call of a session is given, what may be seen to differ, or why there is none."""

    arguments: dict[str, str] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)
    reason: str = ""


def session_of(call: ast.Call, body: Body) -> Session | None:
    """The session that a call is a method of; None if it is none of a session."""
    if not isinstance(call.func, ast.Attribute) or not called(call, place_of(body)).startswith(f"{SESSION}."):
        return None
    owner = call.func.value
    return body.project.once(("session of", owner), lambda: _session(owner, body))


def _session(owner: ast.expr, body: Body) -> Session:
    root = owner
    while isinstance(root, ast.Attribute):
        root = root.value
    if not isinstance(root, ast.Name):
        return Session(reason=UNNAMED)
    found = kept(owner, MAKERS, place_of(body))
    if found is None:
        return Session(reason=UNKNOWN)
    taken = body.project.once(("setting up", found.call), lambda: _SettingUp().of(found))
    names = [*table("http")["session"]["always"], *sorted(taken.names)]
    arguments = {name: f"{ast.unparse(owner)}.{name}" for name in names}
    return Session(arguments, taken.doubts, taken.reason)


class _SettingUp:
    """Reads what the project does to a session, besides making calls with it."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        """What it sets that a client does not take over of all sessions."""
        self.doubts: list[str] = []
        self.reason = ""

    def of(self, session: Kept) -> _SettingUp:
        """All that is done to one."""
        for use in session.uses:
            self.reason = self.reason or self._use(use, session)
        return self

    def _use(self, use: Mention, session: Kept) -> str:
        """Take note of one use; why a client cannot take the place of the session, if that is so."""
        facts = table("http")
        match use.parents[0]:
            case ast.Attribute(attr="mount"):
                return "" if _mounts_plain(use, session) else MOUNTED
            case ast.Attribute(attr=name) if name in facts["session"]["set"]:
                self.names.add(name)
                self.doubts += [facts["differences"][one] for one in ("params", "query") if name == "params"]
                return "" if _means_the_same(name, use, session) else OTHER.format(name)
            case ast.Attribute(attr="headers"):
                return OTHER.format("headers") if _puts_none(use) else ""
            case ast.Attribute(attr=name):
                free = (*facts["session"]["always"], *facts["session"]["free"], *facts["methods"]["names"])
                return "" if name in free else OTHER.format(name)
            case ast.Compare() | ast.BoolOp() | ast.If() | ast.UnaryOp(op=ast.Not()):
                return ""
        return HANDED_ON.format(use.node.lineno, use.module.path.name)


def _means_the_same(name: str, use: Mention, session: Kept) -> bool:
    """Whether what is put under a name of a session is the same for a client."""
    if name == "params":
        return not _puts_none(use)
    match use.parents[1]:
        case ast.Assign(value=ast.Constant(value=bool())) if name == "verify":
            return True
        case ast.Assign(value=ast.Tuple() | ast.Constant(value=None)) if name == "auth":
            return True
        case ast.Assign(value=ast.Call() as call) if name == "auth":
            return called(call, _place(use, session)) == PLAIN_AUTH
    return False


def _puts_none(use: Mention) -> bool:
    """Whether None is put into a mapping of the session: requests takes that for nothing."""
    match use.parents[1:3]:
        case (ast.Assign(value=value), _) | (ast.Subscript(), ast.Assign(value=value)):
            given: list[ast.AST] = [value]
        case (ast.Attribute(attr="update" | "setdefault"), ast.Call() as call):
            given = [*call.args, *call.keywords]
        case _:
            given = []
    nodes = (node for one in given for node in ast.walk(one))
    return any(isinstance(node, ast.Constant) and node.value is None for node in nodes)


def _mounts_plain(use: Mention, session: Kept) -> bool:
    """Whether an adapter that is mounted sends what the usual one would."""
    call = use.parents[1]
    if not isinstance(call, ast.Call) or len(call.args) != 2:
        return False
    found = kept(call.args[1], ADAPTERS, _place(use, session))
    free = table("http")["session"]["adapter"]
    return found is not None and not found.call.args and all(word.arg in free for word in found.call.keywords)


def _place(use: Mention, session: Kept) -> Place:
    return Place(use.module, session.place.project, use.within, use.cls, use.receiver)
