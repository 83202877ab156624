"""What a function is called that is made of some steps."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Sequence

from channels_fix.bindings import is_bound_anywhere
from codemods.async_views.steps.body import Body

LONGEST = 40
CARRIERS = frozenset({"objects", "self", "cls", "_default_manager"})
"""What stands between the thing that is meant and the verb, and says nothing of it."""
WHATEVER = "_run_together"


def name_for(calls: Sequence[ast.AST], body: Body) -> str:
    """Make a name for a function out of the calls that matter in it; nothing else in the module is called so.

    Args:
        calls: What it does, in the order of the text.
        body: The function that it will stand in.

    Returns:
        The name.
    """
    done: dict[str, list[str]] = {}
    for verb, noun in dict.fromkeys(_words(call) for call in calls):
        done.setdefault(verb, []).append(noun)
    words = [_phrase(verb, [noun for noun in nouns if noun]) for verb, nouns in done.items() if verb]
    name = f"_{'_and_'.join(words)}" if words else WHATEVER
    if len(name) > LONGEST:
        name = f"_{_phrase(*next((verb, nouns[:1]) for verb, nouns in done.items() if verb))}_and_more"
    return unused(name, body)


def _phrase(verb: str, nouns: Sequence[str]) -> str:
    return f"{verb}_{'_and_'.join(nouns)}" if nouns else verb


def unused(name: str, body: Body) -> str:
    """A name like `name` that stands for nothing yet, neither in the module nor among the built-in ones."""
    tree = body.routine.module.tree
    names = {node.id for node in ast.walk(body.routine.node) if isinstance(node, ast.Name)} | set(dir(builtins))
    number = 1
    wanted = name
    while wanted in names or is_bound_anywhere(tree, wanted):
        number += 1
        wanted = f"{name}{number}"
    return wanted


def _words(node: ast.AST) -> tuple[str, str]:
    """The verb and its object, such as `save` and `order` for `order.save()`."""
    match node:
        case ast.Call(func=ast.Attribute(value=owner, attr=verb)):
            return _snake(verb), _snake(_noun(owner))
        case ast.Call(func=ast.Name(id=name)):
            return _snake(name), ""
    return "", ""


def _noun(node: ast.expr) -> str:
    """What a chain of attributes and calls is about: its class if it names one, else its last name."""
    names: list[str] = []
    while True:
        match node:
            case ast.Attribute(value=inner, attr=name):
                names.append(name)
                node = inner
            case ast.Call(func=ast.Attribute(value=inner)):
                names.clear()
                node = inner
            case ast.Call(func=inner) | ast.Subscript(value=inner):
                node = inner
            case ast.Name(id=name):
                names.append(name)
                break
            case _:
                break
    classes = [name for name in names if name[:1].isupper()]
    others = [name for name in names if name not in CARRIERS]
    return next(iter([*classes, *others]), "")


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().strip("_")
