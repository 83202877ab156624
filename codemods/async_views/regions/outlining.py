"""Plans the function that is made of consecutive statements, so that a thread runs them as a whole."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence

from channels_fix.edits.outline import Outline, outlined
from channels_fix.nodes import inner_nodes, own_nodes
from codemods.async_views.regions.naming import name_for, unused
from codemods.async_views.regions.traffic import Traffic, traffic_of
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.step import Way
from codemods.async_views.values.value import Kind
from codemods.facts import table

ANSWER = "response"
FRAME_CALLS = frozenset({"builtins.locals", "builtins.vars", "builtins.eval", "builtins.exec", "builtins.dir"})
"""What sees the names of the function that calls it."""
LOOPS = (ast.While, ast.For, ast.AsyncFor)
ALL_OR_NONE = "let them return on all paths, or on none"


def plan_outline(run: Sequence[ast.stmt], body: Body, doing: Sequence[ast.AST] = ()) -> Way | str:
    """Plan a local function that does what some statements do, awaited in a thread in their place.

    Args:
        run: Consecutive statements of one block of the function.
        body: The function; it becomes a coroutine function.
        doing: The calls after which the new function is named.

    Returns:
        The way, or why the statements cannot be a function.
    """
    reason = _hindrance(run, body)
    if reason:
        return reason
    traffic = traffic_of(run, body.routine.node, lambda item: _keeps(item, body))
    if traffic.lost:
        return f"`{traffic.lost[0]}` gets its value only on some paths: give it one before"
    returns = [node for node in inner_nodes(run) if isinstance(node, ast.Return)]
    if returns and traffic.ends and not all(_is_something(node, body) for node in returns):
        return f"the statements may return None, or go on: {ALL_OR_NONE}"
    if returns and traffic.ends and traffic.returned:
        return f"the statements may return, or go on with `{traffic.returned[0]}`: {ALL_OR_NONE}"
    if any(isinstance(node, ast.AnnAssign) and ast.unparse(node.target) in traffic.shared for node in inner_nodes(run)):
        return "the statements annotate a name that is used outside of them, too: annotate it before"
    return _way(run, body, traffic, name_for(doing, body), returns=bool(returns))


def plan_within(
    run: Sequence[ast.stmt], body: Body, doing: Sequence[ast.AST], accepts: Callable[[Sequence[ast.stmt]], bool]
) -> tuple[Sequence[ast.stmt], Way] | str:
    """Plan a function of the least that can be one: of some statements, or of these with what is behind or around them.

    Args:
        run: Consecutive statements of one block of the function.
        body: The function.
        doing: The calls after which the new function is named.
        accepts: Whether a run may be taken in the place of another one.

    Returns:
        The statements and the way, or why the first of them cannot be a function.
    """
    first = plan_outline(run, body, doing)
    if isinstance(first, Way):
        return run, first
    for longer in _longer(run, body):
        if not accepts(longer):
            break
        found = plan_outline(longer, body, doing)
        if isinstance(found, Way):
            return longer, found
    return first


def _longer(run: Sequence[ast.stmt], body: Body) -> Iterator[Sequence[ast.stmt]]:
    """Yield what a run may grow to: to the end of its block, then to the statement around it, and so on outwards."""
    while True:
        holder = body.parents[run[0]]
        block = block_of(run[0], holder)
        rest = block[block.index(run[0]) :]
        if len(rest) > len(run):
            yield rest
        outer = holder if isinstance(holder, ast.stmt) else body.statement(holder)
        if outer is body.routine.node:
            return
        run = [outer]
        yield run


def block_of(statement: ast.stmt, holder: ast.AST) -> list[ast.stmt]:
    """The list of statements of `holder` in which a statement stands."""
    blocks = (getattr(holder, name, None) for name in ("body", "orelse", "finalbody"))
    return next(block for block in blocks if isinstance(block, list) and statement in block)


def _way(run: Sequence[ast.stmt], body: Body, traffic: Traffic, name: str, *, returns: bool) -> Way:
    wrapper, imports = body.reference("asgiref.sync", "sync_to_async")
    head = [f"nonlocal {', '.join(traffic.shared)}\n"] if traffic.shared else []
    head += [f"global {', '.join(traffic.outer)}\n"] if traffic.outer else []
    names = ", ".join(traffic.returned)
    tail = f"return {names}\n" if names else ""
    first = body.span(run[0])
    outline = Outline(
        body.span(body.routine.node),
        f"{first.start.row}:{first.start.column}",
        name,
        "".join(head),
        tail,
        _call(f"await {wrapper}({name})()", names, body, returns=returns, ends=traffic.ends),
    )
    return Way(outlined(first, body.span(run[-1]), outline), imports)


def _call(awaited: str, names: str, body: Body, *, returns: bool, ends: bool) -> str:
    """The statements that take the place of the run."""
    if returns and not ends:
        return f"return {awaited}\n"
    if returns:
        answer = unused(ANSWER, body)
        return f"{answer} = {awaited}\nif {answer} is not None:\n    return {answer}\n"
    return f"{names} = {awaited}\n" if names else f"{awaited}\n"


def _hindrance(run: Sequence[ast.stmt], body: Body) -> str:
    """Why the statements cannot be moved into another function, whatever names they use."""
    holder = body.parents[run[0]]
    if isinstance(holder, ast.If) and run[0] in holder.orelse and run[0].col_offset == holder.col_offset:
        return "the statements are an `elif`: write an `else` with an `if` in it"
    return bound_to_its_place(run, body)


def bound_to_its_place(run: Sequence[ast.AST], body: Body) -> str:
    """Why code means something else in a function of its own, whatever names it uses; nothing if it does not."""
    loops = {id(inner) for node in inner_nodes(run) if isinstance(node, LOOPS) for inner in _turn(node)}
    for node in inner_nodes(run):
        match node:
            case ast.Await() | ast.Yield() | ast.YieldFrom() | ast.AsyncFor() | ast.AsyncWith():
                return "the statements yield or await themselves: let them do that before or behind"
            case ast.Break() | ast.Continue() if id(node) not in loops:
                return "the statements leave the loop around them: let them do that behind"
            case ast.Global() | ast.Nonlocal():
                return "the statements declare names of an outer scope: declare them where the function begins"
            case ast.Call(func=ast.Name(id="super"), args=[]):
                return "the statements call `super()`: name the class and the object"
            case ast.Call(args=[_], func=ast.Name(id="next"), keywords=[]):
                return "the statements call `next` without a default, whose StopIteration leaves no thread: give it one"
    if any(isinstance(node, ast.Call) and body.called(node) in FRAME_CALLS for node in own_nodes(body.routine.node)):
        return "the function asks for its local variables as a whole: name those that it needs"
    return ""


def _turn(loop: ast.While | ast.For | ast.AsyncFor) -> Sequence[ast.AST]:
    """What runs in each turn of a loop: its `else` belongs to what is around it."""
    return list(inner_nodes(loop.body))


def _is_something(node: ast.Return, body: Body) -> bool:
    """Whether a value is returned that is known not to be None."""
    match node.value:
        case None | ast.Constant(value=None):
            return False
        case ast.Constant() | ast.JoinedStr() | ast.Dict() | ast.List() | ast.Set() | ast.Tuple():
            return True
        case ast.ListComp() | ast.SetComp() | ast.DictComp():
            return True
    return body.values.of(node.value).kind is Kind.RESPONSE


def _keeps(item: ast.withitem, body: Body) -> bool:
    """Whether a context manager lets every error out of its block."""
    call = item.context_expr
    return isinstance(call, ast.Call) and body.called(call) in table("regions")["raising"]
