"""Programs that a function starts and then waits for: a thread of its own waits, and cancellation ends the program."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from channels_fix.edits.asynchronous import MakeLoopAsync, MakeWithAsync
from channels_fix.edits.calls import AddKeywords, AwaitInstead
from channels_fix.edits.expressions import Compose
from channels_fix.rule import Edit
from codemods.async_views.steps import ways
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.built import Built, block_of, built, root_of
from codemods.async_views.steps.called import called, made
from codemods.async_views.steps.placing import helper_of
from codemods.async_views.steps.started import (
    BLOCK,
    BLOCK_NAME,
    BLOCK_SOURCES,
    CALL,
    CALL_NAME,
    CALL_SOURCES,
    LINES,
    LINES_NAME,
    LINES_SOURCES,
    WAIT,
    WAIT_NAME,
    WAIT_SOURCES,
)
from codemods.async_views.steps.step import Step, Way
from codemods.async_views.steps.waiting import place_of, thread_way

MAKER = "subprocess.Popen"
WAITS = frozenset({f"{MAKER}.communicate", f"{MAKER}.wait"})
OUTPUT = frozenset({f"{MAKER}.stderr", f"{MAKER}.stdout"})
READS = frozenset(f"{file}.{name}" for file in OUTPUT for name in ("read", "readline", "readlines"))
FEEDS = frozenset(f"{MAKER}.stdin.{name}" for name in ("close", "flush", "write", "writelines"))
TALKS = WAITS | READS | FEEDS
ENDING = frozenset({"preexec_fn", "process_group"})
"""What may keep a program from being the first of its group."""
APART = "`{}` may keep the program from being ended with all that it starts: use `start_new_session=True`"
GIVEN = (
    "what {} is given is not known, nor whether the program could be ended with all that it starts: "
    "write the arguments into the call, by their names"
)
ALONE = f"give {MAKER} a with statement of its own"
HANDED_ON = "`{}` is read by {}, which cannot await it: read it in a `for` loop"
WHOLE = "all lines are read before the first of them is looked at"


def step_of(node: ast.AST, body: Body) -> Step | None:
    """The step that a node is, if it is one of this kind."""
    match node:
        case ast.With(items=items) if any(made(item.context_expr, place_of(body)) == MAKER for item in items):
            return _block(node, body)
        case ast.Call(func=ast.Attribute()) if called(node, place_of(body)) in TALKS:
            return _talk(node, body)
        case ast.Call() | ast.Attribute() | ast.Name() if (output := _output(node, body)) is not None:
            return _read(node, output, body)
    return None


def _block(node: ast.With, body: Body) -> Step:
    """`with subprocess.Popen(...) as process:`."""
    calls = [item.context_expr for item in node.items if isinstance(item.context_expr, ast.Call)]
    programs = [call for call in calls if called(call, place_of(body)) == MAKER]
    reason = next(filter(None, map(_unfit, programs)), "") if len(programs) == len(node.items) else ALONE
    helper = helper_of(BLOCK_NAME, BLOCK, BLOCK_SOURCES, body)
    native = None
    if helper is not None and not reason:
        edits: list[Edit] = [MakeWithAsync(body.span(node))]
        for call in programs:
            entered = Compose(body.span(call), f"{BLOCK_NAME}(process)", (("process", body.span(call)),))
            edits += [*_in_a_group(call, body), entered]
        native = Way(tuple(edits), helper.imports, cancellable=True, beside=helper.beside)
    return Step(node, f"with {MAKER}", slow=True, native=native, reason=reason)


def _unfit(call: ast.Call) -> str:
    """Why a program may not be the first of a group of its own."""
    given = {one.arg: one.value for one in call.keywords}
    if None in given or len(call.args) != 1 or isinstance(call.args[0], ast.Starred):
        return GIVEN.format(MAKER)
    session = given.get("start_new_session", ast.Constant(value=True))
    if not (isinstance(session, ast.Constant) and session.value is True):
        return APART.format(f"start_new_session={ast.unparse(session)}")
    return next((APART.format(one) for one in sorted(ENDING) if one in given), "")


def _in_a_group(call: ast.Call, body: Body) -> tuple[Edit, ...]:
    """What makes a program the first of a group of its own."""
    if any(one.arg == "start_new_session" for one in call.keywords):
        return ()
    return (AddKeywords(body.span(call), (("start_new_session", "True"),)),)


# What waits for a program ---------------------------------------------------------------------------------------------


def _talk(node: ast.Call, body: Body) -> Step:
    """`process.communicate()`, `process.stdout.read()`."""
    name = called(node, place_of(body))
    root = root_of(node.func)
    process = built(root.id, {MAKER}, body) if isinstance(root, ast.Name) else None
    reason = _unfit(process.call) if process else ""
    native = _native(node, process, body) if process and not reason else None
    writes = process is None or _is_first(node, process, body)
    return Step(node, name, slow=True, native=native, thread=thread_way(node, body), reason=reason, writes=writes)


def _native(node: ast.Call, process: Built, body: Body) -> Way | None:
    is_managed = isinstance(process.statement, ast.With)
    is_wait = called(node, place_of(body)) in WAITS
    if not is_managed and not is_wait:
        return None
    name, model, sources = (WAIT_NAME, WAIT, WAIT_SOURCES) if is_wait else (CALL_NAME, CALL, CALL_SOURCES)
    helper = helper_of(name, model, sources, body)
    if helper is None:
        return None
    edit = AwaitInstead(body.span(node), body.is_primary(node), name, first=ast.unparse(node.func))
    grouped = _in_a_group(process.call, body) if not is_managed and _is_first(node, process, body) else ()
    at_once = not is_managed and _is_waited_for_at_once(process, body)
    ends = frozenset({process.name}) if at_once else frozenset[str]()
    return Way((edit, *grouped), helper.imports, cancellable=True, beside=helper.beside, ends=ends)


def _talks_with(process: Built, body: Body) -> list[ast.expr]:
    """What waits for a process, in the order of the text; what feeds it comes behind."""

    def found() -> list[ast.expr]:
        nodes = [one for one in ast.walk(body.routine.node) if isinstance(one, ast.expr) and _is_of(one, process)]
        names = {one: called(one, place_of(body)) if isinstance(one, ast.Call) else "" for one in nodes}
        talks = [one for one in nodes if names[one] in TALKS or _output(one, body) is not None]
        return sorted(talks, key=lambda one: (names[one] in FEEDS, one.lineno, one.col_offset))

    return body.project.once(("talks with", process.call), found)


def _is_first(node: ast.AST, process: Built, body: Body) -> bool:
    """Whether a wait is the one that counts as what the program does: all of them are for the same."""
    return _talks_with(process, body)[:1] == [node]


def _is_of(node: ast.expr, process: Built) -> bool:
    root = root_of(_repeated(node) or node)
    return isinstance(root, ast.Name) and root.id == process.name


def _is_waited_for_at_once(process: Built, body: Body) -> bool:
    """Whether nothing can be awaited between the start of a process and the wait for it."""
    first = _talks_with(process, body)[0]
    block = block_of(process.statement, body)
    is_wait = isinstance(first, ast.Call) and called(first, place_of(body)) in WAITS
    return is_wait and _comes_at_once(first, block[block.index(process.statement) + 1 :], body)


def _comes_at_once(node: ast.AST, block: Sequence[ast.stmt], body: Body) -> bool:
    from codemods.async_views.steps.reading import step_at  # which asks this module, too

    for statement in block:
        inner = list(ast.walk(statement))
        if isinstance(statement, ast.Try) and node in inner:
            return _comes_at_once(node, statement.body, body)
        if any(one is not node and step_at(one, body) is not None for one in inner):
            return False
        if node in inner:
            return not isinstance(statement, ast.If | ast.For | ast.While | ast.With | ast.Match)
    return False


# What a program writes ------------------------------------------------------------------------------------------------


def _repeated(node: ast.expr) -> ast.expr | None:
    """The file of `iter(process.stdout.readline, b"")`; None if it is something else."""
    match node:
        case ast.Call(
            func=ast.Name(id="iter"),
            args=[ast.Attribute(value=file, attr="readline"), ast.Constant(value="" | b"")],
        ):
            return file
    return None


def _output(node: ast.expr, body: Body) -> ast.expr | None:
    """The output of a program that an expression goes through, or hands to something that does."""
    match body.parents.get(node):
        case ast.For(iter=over) | ast.comprehension(iter=over):
            is_taken = over is node
        case ast.Call(func=func, args=args):
            is_taken = func is not node and node in args
        case _:
            return None
    file = _repeated(node) if isinstance(node, ast.Call) else node
    return file if is_taken and file is not None and made(file, place_of(body)) in OUTPUT else None


def _read(node: ast.expr, file: ast.expr, body: Body) -> Step:
    """`for line in process.stdout:`."""
    text = ast.unparse(file)
    root, outer = root_of(file), body.parents[node]
    process = built(root.id, {MAKER}, body) if isinstance(root, ast.Name) else None
    covers = frozenset(one for one in ast.walk(node) if one is not node)
    if isinstance(outer, ast.Call):
        reader = ast.unparse(outer.func)
        return Step(node, text, slow=True, reason=HANDED_ON.format(text, reader), covers=covers)
    native = None
    helper = helper_of(LINES_NAME, LINES, LINES_SOURCES, body)
    is_managed = process is not None and isinstance(process.statement, ast.With) and not _unfit(process.call)
    if isinstance(outer, ast.For) and is_managed and helper is not None:
        lines = Compose(body.span(node), f"{LINES_NAME}(file)", (("file", body.span(file)),))
        native = Way((MakeLoopAsync(body.span(outer)), lines), helper.imports, cancellable=True, beside=helper.beside)
    thread = ways.applied("list", node, body, [WHOLE])
    reason = "" if native else f"whether the program of `{text}` ends then is not known: start it in a with statement"
    writes = isinstance(outer, ast.For) and (process is None or _is_first(node, process, body))
    return Step(node, text, slow=True, native=native, thread=thread, reason=reason, writes=writes, covers=covers)
