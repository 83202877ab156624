"""Programs that are run and waited for: a coroutine function of the module does so, and ends them on cancellation."""

from __future__ import annotations

import ast

from channels_fix.edits.calls import AwaitInstead
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.called import called
from codemods.async_views.steps.placing import helper_of
from codemods.async_views.steps.running import HELPER, HELPER_NAME, OPTIONS
from codemods.async_views.steps.step import Step, Way
from codemods.async_views.steps.waiting import place_of, thread_way

RESULTS = {
    "subprocess.run": ((), ""),
    "subprocess.call": ((), "returncode"),
    "subprocess.check_call": ((("check", "True"),), "returncode"),
    "subprocess.check_output": ((("stdout", "{subprocess}.PIPE"), ("check", "True")), "stdout"),
    "os.system": ((("shell", "True"),), "returncode"),
}
"""What the helper is given besides the arguments, and the attribute of its result that stands for that of the call."""
LOST = "a program that its time limit ends leaves no output in the `TimeoutExpired`"


def step_of(node: ast.AST, body: Body) -> Step | None:
    """The step that a node is, if it is one of this kind."""
    if not isinstance(node, ast.Call):
        return None
    name = called(node, place_of(body))
    if name not in RESULTS:
        return None
    native = _native(node, name, body) if _is_carried_over(node, name, body) else None
    return Step(node, name, slow=True, native=native, thread=thread_way(node, body), writes=True)


def _native(node: ast.Call, name: str, body: Body) -> Way | None:
    """A call of the helper, and the helper if the module has none yet."""
    helper = helper_of(HELPER_NAME, HELPER, ("asyncio", "locale", "os", "signal", "subprocess"), body)
    if helper is None:
        return None
    keywords, attribute = RESULTS[name]
    attribute = "" if isinstance(body.parents[node], ast.Expr) else attribute
    added = tuple((key, value.format(**helper.written)) for key, value in keywords)
    call = AwaitInstead(body.span(node), body.is_primary(node), HELPER_NAME, added, attribute)
    doubts = (LOST,) if any(one.arg == "timeout" for one in node.keywords) else ()
    return Way((call,), helper.imports, cancellable=True, doubts=doubts, beside=helper.beside)


def _is_carried_over(node: ast.Call, name: str, body: Body) -> bool:
    """Whether the helper does all that the arguments ask for."""
    given = {one.arg: one.value for one in node.keywords}
    if len(node.args) != 1 or isinstance(node.args[0], ast.Starred) or not given.keys() <= OPTIONS:
        return False
    if name == "subprocess.check_output" and "stdout" in given:
        return False
    if name == "os.system":
        return _is_text(node.args[0], body) and isinstance(body.parents[node], ast.Expr)
    shell = given.get("shell")
    in_shell = isinstance(shell, ast.Constant) and bool(shell.value)
    return (shell is None or isinstance(shell, ast.Constant)) and (not in_shell or _is_text(node.args[0], body))


def _is_text(node: ast.expr, body: Body) -> bool:
    """Whether an expression is certainly a string."""
    match node:
        case ast.Constant(value=str()) | ast.JoinedStr():
            return True
        case ast.BinOp(left=left, op=ast.Mod() | ast.Add()):
            return _is_text(left, body)
        case ast.Call(func=ast.Attribute(value=value, attr="format" | "join")):
            return _is_text(value, body)
        case ast.Name(id=name):
            bindings = body.project.function_scope(body.routine.node).names.get(name, ())
            values = [one.value for one in bindings]
            return bool(values) and all(
                isinstance(value, ast.expr) and not isinstance(value, ast.Name) and _is_text(value, body)
                for value in values
            )
    return False
