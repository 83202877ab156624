"""Which functions of a consumer messages run, one after the other."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from channels_fix.module import Class, Module
from channels_fix.project import Project
from codemods.stop_consumer.looping.inline import Inline, Place


def entries(inline: Inline) -> Iterator[Place]:
    """Yield the first functions of the project that each message reaches, if they are waited for."""
    if not waits_for_handlers(inline):
        return
    for protocol in inline.consumer.protocols:
        for name in inline.facts["handlers"]["entries"].get(protocol, ()):
            yield from inline.method(name)
    for name in layer_handlers(inline):
        yield from inline.method(name)


def layer_handlers(inline: Inline) -> list[str]:
    """The methods for messages of the channel layer, as far as the files of the classes name the types of these."""
    known = inline.facts["handlers"]
    others = {*known["calls"], *known["calls"].values(), *known["ending"]}
    found: dict[str, None] = {}
    for cls in inline.project.mro(inline.consumer.cls):
        if not isinstance(cls, Class):
            continue
        for name in _message_types(cls.module, inline.project) & set(cls.scope.names) - others:
            method = cls.method(name)
            if method is not None and len(method.args.args) == 2:
                found[name] = None
    return sorted(found)


def _message_types(module: Module, project: Project) -> frozenset[str]:
    """The names of the handlers of messages that are written down: `{"type": "chat.message"}`."""
    return project.once(("message types", module), lambda: frozenset(_written_types(module.tree)))


def _written_types(tree: ast.Module) -> set[str]:
    return {
        value.value.replace(".", "_")
        for node in ast.walk(tree)
        if isinstance(node, ast.Dict)
        for key, value in zip(node.keys, node.values, strict=True)
        if isinstance(key, ast.Constant) and key.value == "type"
        if isinstance(value, ast.Constant) and isinstance(value.value, str)
    }


def waits_for_handlers(inline: Inline) -> bool:
    """Whether messages are handled one after the other, as Channels does it."""
    for cls in inline.project.mro(inline.consumer.cls):
        if not isinstance(cls, Class):
            continue
        for name in ("__call__", "dispatch"):
            if name in cls.scope.names and not _passes_on(inline, cls, name):
                return False
    return True


def _passes_on(inline: Inline, cls: Class, name: str) -> bool:
    """Whether an override runs the inherited method, or the handler, and waits for it."""
    function = cls.method(name)
    if function is None or inline.spawns(function) or not inline.is_plain(Place(function, cls.module, cls)):
        return False
    parameters = {argument.arg for argument in function.args.args}
    handlers = {
        target.id
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and name == "dispatch" and _is_look_up(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(function):
        value = node.value if isinstance(node, ast.Await | ast.Return) else None
        call = value.value if isinstance(value, ast.Await) else value
        if not isinstance(call, ast.Call):
            continue
        called = call.func
        passed = all(isinstance(given, ast.Name) and given.id in parameters for given in call.args)
        if isinstance(called, ast.Attribute) and called.attr == name and (passed or name == "dispatch"):
            return True
        if isinstance(called, ast.Name) and called.id in handlers:
            return True
    return False


def _is_look_up(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "getattr"
