"""Programs that a function starts and then waits for: a thread of its own waits, and cancellation ends the program."""

from __future__ import annotations

import ast

from channels_fix.edits.calls import AwaitInstead
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.built import Built, block_of, built, root_of
from codemods.async_views.steps.called import called
from codemods.async_views.steps.placing import helper_of
from codemods.async_views.steps.step import Step, Way
from codemods.async_views.steps.waiting import place_of, thread_way

MAKER = "subprocess.Popen"
WAITS = frozenset({"subprocess.Popen.communicate", "subprocess.Popen.wait"})
HELPER_NAME = "_wait_for_process"
# A pool that threads share has few of them, and a cancelled `sync_to_async` waits for its thread.
HELPER = '''\
async def {name}(wait, *args, **options):
    """Call a method of a process that waits for it, in a thread; the process is killed when the task is cancelled."""
    pool = {futures}.ThreadPoolExecutor(1)
    try:
        return await {asyncio}.get_running_loop().run_in_executor(pool, lambda: wait(*args, **options))
    except {asyncio}.CancelledError:
        wait.__self__.kill()
        raise
    finally:
        pool.shutdown(wait=False)
'''


def step_of(node: ast.AST, body: Body) -> Step | None:
    """The step that a node is, if it is one of this kind."""
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name))) if called(node, place_of(body)) in WAITS:
            process = built(name, {MAKER}, body)
            native = _native(node, process, body) if process and _is_one_program(process.call) else None
            full = called(node, place_of(body))
            return Step(node, full, slow=True, native=native, thread=thread_way(node, body), writes=True)
    return None


def _is_one_program(call: ast.Call) -> bool:
    """Whether to kill a process ends all that it runs: it is no shell."""
    given = {one.arg: one.value for one in call.keywords}
    shell = given.get("shell", ast.Constant(value=False))
    return None not in given and len(call.args) <= 1 and isinstance(shell, ast.Constant) and not shell.value


def _native(node: ast.Call, process: Built, body: Body) -> Way | None:
    helper = helper_of(HELPER_NAME, HELPER, ("asyncio", "concurrent.futures"), body)
    if helper is None:
        return None
    edit = AwaitInstead(body.span(node), body.is_primary(node), HELPER_NAME, first=ast.unparse(node.func))
    ends = frozenset({process.name}) if _is_waited_for_at_once(process, body) else frozenset()
    return Way((edit,), helper.imports, cancellable=True, beside=helper.beside, ends=ends)


def _is_waited_for_at_once(process: Built, body: Body) -> bool:
    """Whether nothing can be awaited between the start of a process and the wait for it."""
    block = block_of(process.statement, body)
    behind = block.index(process.statement) + 1
    following = block[behind] if behind < len(block) else None
    match following.body[0] if isinstance(following, ast.Try) else following:
        case ast.Assign(value=ast.Call() as call) | ast.Expr(value=ast.Call() as call):
            inner = [node for one in (*call.args, *call.keywords) for node in ast.walk(one)]
            calls_none = not any(isinstance(node, ast.Call | ast.Await) for node in inner)
            return calls_none and _is_of(call, process) and called(call, place_of(body)) in WAITS
    return False


def _is_of(call: ast.Call, process: Built) -> bool:
    root = root_of(call.func)
    return isinstance(root, ast.Name) and root.id == process.name
