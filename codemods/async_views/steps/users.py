"""`request.user`: a lazy object that asks the database for the user when it is first touched."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from channels_fix.nodes import all_nodes, inner_nodes, last_name
from channels_fix.project import Project
from codemods.async_views.steps import ways
from codemods.async_views.steps.backends import may_be_another
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.priming import before, loading
from codemods.async_views.steps.step import Step, Way
from codemods.async_views.values.value import Kind
from codemods.views.finding import views_of, views_run_by
from codemods.views.view import Role

EARLY = "the user is asked for before it is known whether the view needs it"
NO_AUSER = "a request that a test makes with RequestFactory has no auser()"
REST = frozenset({Role.ADRF, Role.REST})
AUTHENTICATING = "perform_authentication"
"""The method of such a view that asks, unless the project has one of its own."""
CHANGING = frozenset({"django.contrib.auth.login", "django.contrib.auth.logout"})


def step_of(node: ast.AST, body: Body) -> Step | None:
    """The step that a node is, if it is one of this kind."""
    if not isinstance(node, ast.Attribute) or not isinstance(node.ctx, ast.Load):
        return None
    if body.values.of(node).kind is not Kind.USER or _is_put_there(node, body) or _is_known(body):
        return None
    uses = [one for one in _uses(body) if ast.dump(one) == ast.dump(node)]
    written = ast.unparse(node)
    wrapper, imports = body.reference(*ways.THREADS)
    load = f"await {wrapper}(lambda: {written}.is_authenticated)()"
    edit, reached = before(uses, loading("user", load), body)
    early = () if reached else (EARLY,)
    native = None
    if node.attr == "user" and ways.has(body, "5.0") and not _is_set_elsewhere(body):
        asked = f"{written} = await {ast.unparse(node.value)}.auser()"
        prime, _ = before(uses, asked, body)
        doubts = (*early, NO_AUSER) if _uses_request_factory(body.project) else early
        native = Way((prime,), doubts=doubts)
    return Step(node, written, native=native, thread=Way((edit,), imports, doubts=early))


def _is_known(body: Body) -> bool:
    """Whether it is a view of Django REST framework, which asks for the user before it calls one of its methods."""
    views = views_run_by(body.routine, body.project)
    return bool(views) and all(one.roles & REST and AUTHENTICATING not in one.methods for one in views)


def _may_be_rest(body: Body) -> bool:
    """Whether the request may be one of Django REST framework, whose user need not be that of the session."""
    views = views_run_by(body.routine, body.project)
    return any(one.roles & REST for one in views or views_of(body.project))


def _uses(body: Body) -> list[ast.Attribute]:
    """All places of a function that name the user."""

    def find() -> Iterator[ast.Attribute]:
        for node in _own(body):
            is_read = isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load)
            if is_read and isinstance(node, ast.Attribute) and body.values.of(node).kind is Kind.USER:
                yield node

    return body.project.once(("users", body.routine.node), lambda: list(find()))


def _own(body: Body) -> Iterator[ast.AST]:
    for node in inner_nodes(body.routine.node.body):
        yield node
        if isinstance(node, ast.Lambda):
            yield from all_nodes(node.body)


def _is_put_there(node: ast.Attribute, body: Body) -> bool:
    """Whether the function itself sets the user of the request."""
    stores = (one for one in _own(body) if isinstance(one, ast.Attribute) and isinstance(one.ctx, ast.Store))
    text = ast.unparse(node)
    return any(ast.unparse(one) == text and one.lineno < node.lineno for one in stores)


def _is_set_elsewhere(body: Body) -> bool:
    """Whether `auser()` may give another user than the request has: somebody sets, or changes that."""
    changed = any(isinstance(one, ast.Call) and body.called(one) in CHANGING for one in _own(body))
    return (
        changed
        or may_be_another(body)
        or _may_be_rest(body)
        or body.project.once("user is set", lambda: _is_set(body.project))
    )


def _is_set(project: Project) -> bool:
    for module in project.modules_with(".user", (".user =", ".user=")):
        for node in all_nodes(module.tree):
            if isinstance(node, ast.Attribute) and node.attr == "user" and isinstance(node.ctx, ast.Store):
                owner = last_name(node.value)
                if "request" in owner or owner == "req":
                    return True
    words = ("def get_user", "def aget_user")
    return any(True for word in words for _ in project.modules_with(word, ("Backend",)))


def _uses_request_factory(project: Project) -> bool:
    return project.once(
        "request factories", lambda: any(True for _ in project.modules_with("RequestFactory", ("RequestFactory",)))
    )
