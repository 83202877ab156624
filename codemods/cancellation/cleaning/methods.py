"""Methods for clean-up that the normal path of a function calls at its end."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from channels_fix.bindings import all_arguments
from channels_fix.project import Project
from codemods.cancellation.cleaning.acts import Acts, acts_of
from codemods.cancellation.cleaning.answering import Answers
from codemods.cancellation.cleaning.callees import Callee, awaits_of, is_awaited, variants
from codemods.cancellation.cleaning.place import Place
from codemods.cancellation.cleaning.releasing import releases_only
from codemods.cancellation.cleaning.steps import NOTHING, Part, Step
from codemods.cancellation.cleaning.surroundings import behind
from codemods.stop_consumer.effects import has_effects


def method_part(place: Place, caller: Callee, done: Acts, project: Project) -> Part:
    """The calls at the end of the normal path of methods whose purpose is clean-up.

    Args:
        place: The try statement, which a cancellation leaves without them.
        caller: The function around it.
        done: What is done there already.
        project: The index.
    """
    if place.cls is None or not place.receiver or place.function is None:
        return NOTHING
    answers = Answers(caller, project)
    steps: list[Step] = []
    acts: set[str] = set()
    for name, call, awaited in _calls_at_the_end(place):
        found = variants(place.cls, name, project)
        callees = [callee for callee in found if callee]
        if f"self.{name}" in done | acts or (callees and answers.answers(call)):
            continue
        sure = len(callees) == len(found) and all(is_awaited(callee, project) is awaited for callee in callees)
        if not sure or not all(releases_only(callee, project) for callee in callees) or not _is_there(call, place):
            break
        awaits = max(awaits_of(callee, project) for callee in callees) if awaited else 0
        steps.insert(0, Step(f"{'await ' if awaited else ''}{_source(call, place)}\n", awaits))
        acts |= {f"self.{name}"}.union(*(acts_of(callee.function.body, callee, project) for callee in callees))
    return Part(steps, frozenset(acts))


def _calls_at_the_end(place: Place) -> Iterator[tuple[str, ast.Call, bool]]:
    """The method calls with which the normal path ends, the last first."""
    for block in _ends(place):
        for statement in reversed(block):
            match statement:
                case ast.Return(value=None | ast.Name() | ast.Constant() | ast.Attribute()) | ast.Break():
                    continue
                case (
                    ast.Expr(value=ast.Await(value=ast.Call() as call))
                    | ast.Return(value=ast.Await(value=ast.Call() as call))
                ):
                    awaited = True
                case ast.Expr(value=ast.Call() as call) | ast.Return(value=ast.Call() as call):
                    awaited = False
                case _ if not has_effects(statement) and not isinstance(statement, ast.If | ast.While | ast.For):
                    continue
                case ast.Assign(targets=[ast.Attribute()], value=ast.Constant()):
                    continue
                case _:
                    break
            match call.func:
                case ast.Attribute(value=ast.Name(id=owner), attr=name) if owner == place.receiver:
                    yield name, call, awaited
                case _ if has_effects(statement):
                    break


def _ends(place: Place) -> Iterator[Sequence[ast.stmt]]:
    after = behind(place)
    if after:
        yield after
    if not any(has_effects(statement) for statement in after):
        yield place.node.orelse or place.node.body


def _is_there(call: ast.Call, place: Place) -> bool:
    """Whether the arguments exist wherever the cancellation comes."""
    given = [*call.args, *(keyword.value for keyword in call.keywords)]
    parameters = {argument.arg for argument in all_arguments(place.function.args)} if place.function else set()
    stored = {
        node.id
        for node in ast.walk(place.function or call)
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)
    }
    return all(
        isinstance(node, ast.Constant | ast.Attribute | ast.expr_context)
        or (isinstance(node, ast.Name) and node.id in parameters - stored)
        for argument in given
        for node in ast.walk(argument)
    )


def _source(call: ast.Call, place: Place) -> str:
    source = ast.get_source_segment(place.module.text, call) or ""
    return ast.unparse(call) if "\n" in source or "\r" in source or not source else source
