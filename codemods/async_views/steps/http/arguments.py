"""What becomes of the arguments of a call of requests."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

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
        doubts: What may be seen to differ.
        reason: Why the call cannot be made in this way; nothing if it can.
    """

    method: str
    client: dict[str, str] = field(default_factory=dict)
    dropped: list[str] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)
    first: str = ""
    doubts: list[str] = field(default_factory=list)
    reason: str = ""


def recast(node: ast.Call, method: str) -> Recast:
    """Sort the arguments of a call of the function `requests.<method>`."""
    facts = table("http")
    found = Recast(method)
    follows = method in facts["methods"]["follows"]
    found.client = {"follow_redirects": str(follows), "timeout": "None"}
    allowed = 2 if method == "request" else 1
    if len(node.args) > allowed or any(isinstance(one, ast.Starred) for one in node.args):
        found.reason = "arguments without a name that httpx takes with one: name them"
        return found
    for keyword in node.keywords:
        _sort(keyword, found)
    if _has_query_or_unknown(node) and any(keyword.arg == "params" for keyword in node.keywords):
        found.doubts.append(facts["differences"]["query"])
    bodies = {"data", "json"} & {keyword.arg for keyword in node.keywords}
    if bodies and method in facts["methods"]["bodiless"]:
        found.method, found.first = "request", repr(method.upper()).replace("'", '"')
    return found


def client_arguments(found: Recast, module: str, context: str = "") -> str:
    """The source of the arguments of the client, given that of the TLS context for one without its own."""
    given = {name: code.replace("<http>", module) for name, code in found.client.items()}
    if given["follow_redirects"] == "False":
        del given["follow_redirects"]
    if given["timeout"] == "None":
        del given["timeout"]
    if context:
        given["verify"] = context
    return ", ".join(f"{name}={code}" for name, code in sorted(given.items()))


def request_arguments(found: Recast) -> tuple[tuple[str, str], ...]:
    """The further arguments of the request, and their source.

    A comment may say of the call that it needs no time limit: so it is the call that has none, not the client.
    """
    return (("timeout", "None"),) if found.client["timeout"] == "None" else ()


def _sort(keyword: ast.keyword, found: Recast) -> None:
    facts = table("http")
    name, value = keyword.arg, keyword.value
    if name in {"url", "method"}:
        return
    if name is None:
        found.reason = f"what `**{ast.unparse(value)}` gives is not known"
    elif name in facts["arguments"]["same"] and _is_plain(name, value):
        if name in facts["differences"] and not _is_constant(value):
            found.doubts.append(facts["differences"][name])
    elif name == "data":
        _data(value, found)
    elif name == "allow_redirects" and isinstance(value, ast.Constant):
        found.client["follow_redirects"] = str(bool(value.value))
        found.dropped.append(name)
    elif name == "stream" and isinstance(value, ast.Constant) and not value.value:
        found.dropped.append(name)
    elif name in facts["arguments"]["client"] and (code := _of_client(name, value)):
        found.client[name] = code
        found.dropped.append(name)
    else:
        found.reason = found.reason or f"`{name}={ast.unparse(value)}` is not known to mean the same to httpx"


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


def _has_query_or_unknown(node: ast.Call) -> bool:
    """Whether the URL may have a query of its own."""
    named = [keyword.value for keyword in node.keywords if keyword.arg == "url"]
    url = next(iter([*named, *node.args[-1:]]), None)
    return not (isinstance(url, ast.Constant) and isinstance(url.value, str) and "?" not in url.value)


def _data(value: ast.expr, found: Recast) -> None:
    match value:
        case ast.Dict(values=values):
            constants = [one.value for one in values if isinstance(one, ast.Constant)]
            if any(isinstance(one, bool | None) for one in constants):
                found.reason = "a form field that is None, True or False is written in another way by httpx"
            elif len(constants) < len(values):
                found.doubts.append(table("http")["differences"]["data"])
        case ast.Constant(value=str() | bytes()) | ast.JoinedStr():
            found.renamed["data"] = "content"
        case ast.Call(func=ast.Attribute(value=ast.Name(id="json"), attr="dumps")):
            found.renamed["data"] = "content"
        case _:
            found.reason = "whether `data` is a form or a text is not known: pass `json`, a dictionary or a string"


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
