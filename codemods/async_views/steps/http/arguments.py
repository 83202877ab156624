"""What becomes of the arguments of a call of requests."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field

from codemods.async_views.steps.body import Body
from codemods.async_views.steps.http.remade import responses_named
from codemods.facts import table


@dataclass
class Recast:
    """The arguments of a call, sorted into those of the client and those of its request.

    Attributes:
        method: The method of the client.
        client: The arguments of the client, and the source of their values.
        dropped: The arguments that the request is not given any more.
        renamed: Those with another name there.
        first: The source of a first argument that the request gets besides.
        passed: Those that the function hands on as it got them.
        doubts: What may be seen to differ.
        reason: Why the call cannot be made in this way; nothing if it can.
    """

    method: str
    client: dict[str, str] = field(default_factory=dict)
    dropped: list[str] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)
    first: str = ""
    passed: set[str] = field(default_factory=set)
    doubts: list[str] = field(default_factory=list)
    reason: str = ""

    @property
    def follows(self) -> bool:
        """Whether redirects are followed."""
        return self.client["follow_redirects"] == "True"


def recast(node: ast.Call, method: str, body: Body) -> Recast:
    """Sort the arguments of a call of the function `requests.<method>`, which another function makes."""
    facts = table("http")
    found = Recast(method)
    follows = method in facts["methods"]["follows"]
    found.client = {"follow_redirects": str(follows), "timeout": "None"}
    allowed = 2 if method == "request" else 1
    if len(node.args) > allowed or any(isinstance(one, ast.Starred) for one in node.args):
        found.reason = "arguments without a name that httpx takes with one: name them"
        return found
    for keyword in node.keywords:
        if keyword.arg is None:
            _hand_on(keyword.value, found, body)
        else:
            _sort(keyword, found, body)
    has_params = "params" in {*(keyword.arg for keyword in node.keywords), *found.passed}
    if has_params and _has_query(node):
        found.reason = (
            found.reason or "httpx puts `params` in the place of the query of the URL: write all of it in one"
        )
    elif has_params and not _is_written_out(node):
        found.doubts.append(facts["differences"]["query"])
    bodies = {"data", "json"} & {*(keyword.arg for keyword in node.keywords), *found.passed}
    if bodies and method in facts["methods"]["bodiless"]:
        found.method, found.first = "request", repr(method.upper()).replace("'", '"')
    return found


def client_arguments(
    found: Recast, module: str, context: str = "", kept: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """The source of the arguments of the client.

    Args:
        found: The arguments of the call.
        module: How the function names the package.
        context: The TLS context of a client without its own.
        kept: What the client is given besides.
    """
    given = {name: code.replace("<http>", module) for name, code in found.client.items()} | dict(kept or {})
    if given["follow_redirects"] == "False":
        del given["follow_redirects"]
    if given.get("timeout") == "None" and "timeout" not in found.passed:
        del given["timeout"]
    if context:
        given["verify"] = context
    return tuple(f"{name}={code}" for name, code in sorted(given.items()))


def request_arguments(found: Recast) -> tuple[tuple[str, str], ...]:
    """The further arguments of the request, and their source.

    A comment may say of the call that it needs no time limit: so it is the call that has none, not the client.
    """
    has_none = found.client.get("timeout") == "None" and "timeout" not in found.passed
    return (("timeout", "None"),) if has_none else ()


def _hand_on(value: ast.expr, found: Recast, body: Body) -> None:
    """Take note of arguments that the function hands on as it got them: the request must take them as they are."""
    from codemods.async_views.steps.http.handing import UnknownError, handed_on

    try:
        keywords = handed_on(value, body)
    except UnknownError:
        found.reason = f"what `**{ast.unparse(value)}` gives is not known: name the arguments"
        return
    for keyword in keywords:
        one = Recast(found.method, {"timeout": "None"})
        _sort(keyword, one)
        if one.reason or one.renamed or set(one.dropped) - {"timeout"}:
            given = f"{keyword.arg}={ast.unparse(keyword.value)}"
            found.reason = one.reason or f"`{given}` comes with `**{ast.unparse(value)}`: name it in the call"
        found.passed.add(keyword.arg or "")
        found.doubts += [doubt for doubt in one.doubts if doubt not in found.doubts]


def _sort(keyword: ast.keyword, found: Recast, body: Body | None = None) -> None:
    """Take note of an argument; `body` is the function that gives it, nothing where that is another one."""
    facts = table("http")
    name, value = keyword.arg, keyword.value
    if name in {"url", "method"} or name is None:
        return
    if name in facts["arguments"]["same"] and _is_plain(name, value):
        if name in facts["differences"] and not _is_constant(value):
            found.doubts.append(facts["differences"][name])
    elif name == "data":
        _data(value, found, body)
    elif name == "allow_redirects" and isinstance(value, ast.Constant):
        found.client["follow_redirects"] = str(bool(value.value))
        found.dropped.append(name)
    elif name == "stream" and isinstance(value, ast.Constant) and not value.value:
        found.dropped.append(name)
    elif name in facts["arguments"]["client"] and (code := _of_client(name, value)):
        found.client[name] = code
        found.dropped.append(name)
    elif name == "timeout":  # the request has it, where it is worked out
        del found.client[name]
    else:
        advice = facts["advice"].get(name, "call httpx yourself")
        found.reason = found.reason or f"`{name}={ast.unparse(value)}` may mean another thing to httpx: {advice}"


def _is_plain(name: str, value: ast.expr) -> bool:
    """Whether an argument that both have certainly means the same."""
    values = value.values if isinstance(value, ast.Dict) else [value]
    if name == "params":  # None is left out by one, and True is written in another way
        return not any(isinstance(one, ast.Constant) and isinstance(one.value, bool | None) for one in values)
    if name == "auth":
        return isinstance(value, ast.Tuple)
    if name == "headers":
        return not any(isinstance(one, ast.Constant) and one.value is None for one in values)
    return True


def _is_constant(value: ast.expr) -> bool:
    """Whether a value is written out, and so seen to have nothing that is sent in another way."""
    values = value.values if isinstance(value, ast.Dict) else [value]
    return all(isinstance(one, ast.Constant) for one in values)


def _has_query(node: ast.Call) -> bool:
    """Whether the URL is seen to have a query of its own."""
    parts = (part for part in ast.walk(_url_of(node)) if isinstance(part, ast.Constant))
    return any(isinstance(part.value, str) and "?" in part.value for part in parts)


def _is_written_out(node: ast.Call) -> bool:
    url = _url_of(node)
    return isinstance(url, ast.Constant) and isinstance(url.value, str)


def _url_of(node: ast.Call) -> ast.expr:
    named = [keyword.value for keyword in node.keywords if keyword.arg == "url"]
    return next(iter([*named, *node.args[-1:]]), ast.Constant(None))


def _data(value: ast.expr, found: Recast, body: Body | None) -> None:
    named = responses_named(value.id, body) if isinstance(value, ast.Name) and body is not None else []
    given = named or [value]
    if all(isinstance(one, ast.Dict) for one in given):
        fields = [field for one in given if isinstance(one, ast.Dict) for field in one.values]
        if any(isinstance(one, ast.Constant) and isinstance(one.value, bool | None) for one in fields):
            found.reason = "a form field that is None, True or False is written in another way by httpx: write a text"
        elif named or not all(isinstance(one, ast.Constant) for one in fields):
            found.doubts.append(table("http")["differences"]["data"])
    elif all(one is not None and _is_text(one) for one in given):
        found.renamed["data"] = "content"
    else:
        found.reason = "whether `data` is a form or a text is not known: pass `json`, a dictionary or a string"


def _is_text(value: ast.expr) -> bool:
    match value:
        case ast.Constant(value=str() | bytes()) | ast.JoinedStr():
            return True
        case ast.Call(func=ast.Attribute(value=ast.Name(id="json"), attr="dumps")):
            return True
    return False


def _of_client(name: str, value: ast.expr) -> str:
    """The source of an argument as the client takes it; nothing if it does not."""
    if name == "timeout" and isinstance(value, ast.Tuple) and len(value.elts) == 2:
        connect, read = (ast.unparse(one) for one in value.elts)
        return f"<http>.Timeout({read}, connect={connect})" if all(is_short(one) for one in value.elts) else ""
    if name == "verify" and not isinstance(value, ast.Constant):
        return ""
    return ast.unparse(value) if is_short(value) else ""


def is_short(value: ast.expr) -> bool:
    """Whether a value may be worked out in another place: it calls nothing."""
    return not any(isinstance(node, ast.Call | ast.Await | ast.NamedExpr) for node in ast.walk(value))
