"""Synchronous code that runs a coroutine to its end: a coroutine awaits it, and must not start another loop."""

from __future__ import annotations

import ast
from dataclasses import replace

from channels_fix.edits.expressions import AwaitCall, AwaitOther, Compose
from channels_fix.edits.statements import RemoveStatement
from channels_fix.nodes import brief
from channels_fix.rule import Edit, ImportedName
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.called import Place, called, made
from codemods.async_views.steps.calls import callees_of, named
from codemods.async_views.steps.courses import Course, course_of, course_of_functions
from codemods.async_views.steps.step import Step, Way
from codemods.async_views.steps.waiting import thread_way
from codemods.routines import Routine

WRAPPERS = frozenset({"asgiref.sync.async_to_sync", "asgiref.sync.AsyncToSync"})
STARTERS = frozenset({"asyncio.run", "asyncio.runners.run"})
LOOPS = frozenset({"asyncio.get_event_loop", "asyncio.new_event_loop", "asyncio.get_running_loop"})
RUNNERS = frozenset({"asyncio.Runner.run", *(f"{loop}.run_forever" for loop in LOOPS)})
SETTING = "asyncio.set_event_loop"
UNTIL_COMPLETE = "run_until_complete"
NAMES = frozenset({"async_to_sync", "asyncio.run", UNTIL_COMPLETE, *RUNNERS})
LAST_NAMES = frozenset(name.rpartition(".")[2] for name in NAMES)

OWN = (
    "`{}` runs a loop of its own: it cancels the tasks that are left, and only there is what is bound to that loop used"
)
UNKNOWN = "what {} does is not known, and a client that leaves ends it in between"
OFTEN = (
    "{} writes more than once, and a client that leaves would let only the first happen: "
    "let it write all at once, in one function that a thread runs"
)
BLOCKS = "{} blocks the event loop with {}, for all clients if that is the server's: await that there first"
DECORATED = "{} is decorated with async_to_sync: put that where something synchronous calls it instead"
KEPT = "`{}` is a coroutine function under async_to_sync, for which the file has no other name: import that"
USED = "`{}` is used for more than to run one coroutine after another: use `async_to_sync`, or await in one coroutine"


def step_of(node: ast.AST, body: Body) -> Step | None:
    """The step that a node is, if it is one of this kind."""
    if not isinstance(node, ast.Call):
        return None
    place = Place.inside(body.routine, body.project)
    if isinstance(node.func, ast.Call):
        return _wrapped(node, node.func, body) if called(node.func, place) in WRAPPERS else None
    name = called(node, place)
    if name in STARTERS:
        return _started(node, "asyncio.run", (), body)
    if _runs_loop(node, place):
        return _on_loop(node, body)
    if name in RUNNERS:
        return Step(node, name, slow=_given(node, body).waits, reason="it runs an event loop: await the coroutine")
    if name == SETTING and not _is_of_runner(node, body):
        return Step(node, name, reason="it would set the loop of the thread in which the view runs: leave it out")
    return _made_synchronous(node, body)


def starts_loop(node: ast.Call, place: Place) -> bool:
    """Whether a call starts an event loop in the thread that makes it; `async_to_sync` uses the one of the server."""
    return called(node, place) in STARTERS | RUNNERS or _runs_loop(node, place)


def runs_loop(step: Step) -> bool:
    """Whether a step is one of this kind: a running event loop refuses it."""
    return step.name in NAMES


def _runs_loop(node: ast.Call, place: Place) -> bool:
    func = node.func
    return isinstance(func, ast.Attribute) and func.attr == UNTIL_COMPLETE and made(func.value, place) in LOOPS


def _wrapped(node: ast.Call, wrapper: ast.Call, body: Body) -> Step | None:
    """`async_to_sync(f)(x)`."""
    if len(wrapper.args) != 1 or wrapper.keywords or not isinstance(wrapper.args[0], ast.Name | ast.Attribute):
        return Step(node, "async_to_sync", reason="it starts an event loop for a coroutine function: await that")
    function = wrapper.args[0]
    bare = Compose(body.span(wrapper), "function", (("function", body.span(function)),))
    edits = (bare, AwaitCall(body.span(node), body.is_primary(node)))
    covers = frozenset({wrapper, function})
    return _awaited(Step(node, "async_to_sync", covers=covers), edits, course_of(function, node, body), body)


def _made_synchronous(node: ast.Call, body: Body) -> Step | None:
    """A call of a coroutine function that has gone through `async_to_sync` elsewhere."""
    callees = callees_of(node.func, body)
    for callee in callees:
        if any(_is_wrapper(one, Place(callee.module, body.project)) for one in callee.node.decorator_list):
            course = course_of(node.func, node, body)
            thread, reason = thread_way(node, body), DECORATED.format(callee.node.name)
            writes = course.writes > 0
            return Step(node, "async_to_sync", slow=course.waits, thread=thread, reason=reason, writes=writes)
    symbol = None if callees else body.values.symbol_of(node.func)
    if symbol is None or symbol.module is None or not isinstance(symbol.definition, ast.Call):
        return None
    wrapper = symbol.definition
    if called(wrapper, Place(symbol.module, body.project)) not in WRAPPERS or len(wrapper.args) != 1:
        return None
    found = named(body.project.resolve(wrapper.args[0], symbol.module, ()), body.project)
    course = course_of_functions(found, body.project) if found else Course(unknown=brief(node.func))
    written, imports = _name_of(found[0], body) if found else ("", ())
    if not written:
        thread, reason = thread_way(node, body), KEPT.format(brief(node.func))
        return Step(node, "async_to_sync", slow=course.waits, thread=thread, reason=reason, writes=course.writes > 0)
    edit = AwaitOther(body.span(node), body.is_primary(node), written)
    return _awaited(Step(node, "async_to_sync"), (edit,), course, body, imports)


def _name_of(callee: Routine, body: Body) -> tuple[str, tuple[ImportedName, ...]]:
    """The name that a function of the project has where another one is written; nothing if there is no sure one."""
    name = callee.node.name
    if callee.cls is not None or callee.around or callee.node.decorator_list:
        return "", ()
    if callee.module is not body.routine.module:
        return body.reference(callee.module.name, name)
    is_hidden = any(name in body.project.function_scope(one).names for one in body.routine.within)
    return ("" if is_hidden else name), ()


def _is_wrapper(node: ast.expr, place: Place) -> bool:
    symbol = place.project.resolve(node, place.module, place.within)
    return symbol is not None and symbol.name in WRAPPERS


def _on_loop(node: ast.Call, body: Body) -> Step:
    """`loop.run_until_complete(f(x))`."""
    assert isinstance(node.func, ast.Attribute)
    loop = node.func.value
    if isinstance(loop, ast.Call):
        return _started(node, UNTIL_COMPLETE, (), body)
    removed = _of_loop(loop.id, body) if isinstance(loop, ast.Name) else None
    if removed is None:
        slow = _given(node, body).waits
        return Step(node, UNTIL_COMPLETE, slow=slow, reason=USED.format(brief(loop)))
    return _started(node, UNTIL_COMPLETE, tuple(RemoveStatement(body.span(one)) for one in removed), body)


def _of_loop(name: str, body: Body) -> list[ast.stmt] | None:
    """The statements that make a loop by hand and end it; None if it is used for more than to run coroutines."""
    found: list[ast.stmt] = []
    place = Place.inside(body.routine, body.project)
    for node in (one for one in ast.walk(body.routine.node) if isinstance(one, ast.Name) and one.id == name):
        parent = body.parents[node]
        statement = body.statement(node)
        match statement, parent:
            case ast.Assign(targets=[ast.Name()], value=ast.Call() as call), _ if called(call, place) in LOOPS:
                found.append(statement)
            case ast.Expr(value=ast.Call(func=ast.Attribute(attr="close") as func)), _ if func is parent:
                found.append(statement)
            case ast.Expr(value=ast.Call() as call), ast.Call() if call is parent and called(call, place) == SETTING:
                found.append(statement)
            case _, ast.Attribute(attr=method) if method == UNTIL_COMPLETE and body.is_called(parent):
                pass
            case _:
                return None
    return found


def _is_of_runner(node: ast.Call, body: Body) -> bool:
    """Whether a call sets a loop that is there for nothing but to run coroutines, which are awaited then."""
    place = Place.inside(body.routine, body.project)
    match node.args:
        case [ast.Name(id=name)]:
            runs = any(
                isinstance(one, ast.Call)
                and _runs_loop(one, place)
                and ast.unparse(one.func) == f"{name}.{UNTIL_COMPLETE}"
                for one in ast.walk(body.routine.node)
            )
            return runs and _of_loop(name, body) is not None
    return False


def _given(node: ast.Call, body: Body) -> Course:
    """The course of the coroutine that a call is given, which may be made of several."""
    inner = node.args[0] if node.args else None
    if isinstance(inner, ast.Name):
        bindings = body.project.function_scope(body.routine.node).names.get(inner.id, ())
        inner = next((one.value for one in bindings if isinstance(one.value, ast.Call)), None)
    if not isinstance(inner, ast.Call):
        return Course()
    parts = [one for one in ast.walk(inner) if isinstance(one, ast.Call) and one is not inner]
    given = (course_of(one.func, one, body) for one in parts)
    return sum((one for one in given if not one.unknown), course_of(inner.func, inner, body))


def _started(node: ast.Call, name: str, others: tuple[Edit, ...], body: Body) -> Step:
    """`asyncio.run(f(x))`, and what else changes with it."""
    course = _given(node, body)
    if len(node.args) != 1 or node.keywords or isinstance(node.args[0], ast.Starred):
        return Step(node, name, slow=course.waits, reason="it starts an event loop of its own: await the coroutine")
    code = "(await coroutine)" if body.is_primary(node) else "await coroutine"
    edit = Compose(body.span(node), code, (("coroutine", body.span(node.args[0])),))
    return _awaited(Step(node, name), (edit, *others), course, body)


def _awaited(
    step: Step, edits: tuple[Edit, ...], course: Course, body: Body, imports: tuple[ImportedName, ...] = ()
) -> Step:
    """A step with the way that awaits what it ran to its end, if that may be cancelled in between."""
    if body.routine.is_coroutine:
        return replace(step, native=Way(edits, imports, cancellable=True))  # a running loop refused it
    assert isinstance(step.node, ast.Call)
    text = brief(step.node)
    step = replace(step, slow=course.waits, writes=course.writes > 0)
    own = step.name != "async_to_sync"
    if course.writes > 1 and course.waits:
        return replace(step, reason=OFTEN.format(text))
    if own and course.blocks:
        return replace(step, reason=BLOCKS.format(text, course.blocks))
    doubts = [OWN.format(step.name)] * own + [UNKNOWN.format(course.unknown)] * bool(course.unknown)
    return replace(step, native=Way(edits, imports, cancellable=True, doubts=tuple(doubts)))
