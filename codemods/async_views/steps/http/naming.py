"""Which HTTP client a project uses, and how a function names it."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from channels_fix.bindings import Function
from channels_fix.hidden import hidden_by
from channels_fix.imports import reference
from channels_fix.module import Module
from channels_fix.nodes import all_nodes
from channels_fix.project import Project
from channels_fix.rule import ImportedName
from codemods.async_views.steps.body import Body

CLIENTS = ("httpx", "httpx2")
TAKEN = "the name {} stands for something else here: rename that"


def http_client(module: Module, project: Project) -> str:
    """The HTTP client that takes the place of requests, nothing if there is none."""
    named = project.options.get("http-client")
    if named:
        return str(named)
    return next((client for client in CLIENTS if project.depends_on(client, module)), "")


def module_name(client: str, body: Body) -> tuple[str, tuple[ImportedName, ...]] | None:
    """How a function names the package, and the import that this needs; None where it cannot."""
    return package_name(client, body.routine.module, body.project, body.routine.within)


def package_name(
    client: str, module: Module, project: Project, within: Sequence[Function] = ()
) -> tuple[str, tuple[ImportedName, ...]] | None:
    """The same for code of a module inside of some functions."""
    written, needed = reference(module, project, client, "AsyncClient", within)
    if written.endswith(".AsyncClient"):
        return written.removesuffix(".AsyncClient"), (needed,) if needed else ()
    hidden = hidden_by(within, client, project)
    if client in module.scope.names or client in hidden:
        return None
    return client, (ImportedName(client, ""),)


def free_name(body: Body) -> str:
    """A name for the client that means nothing in the function yet."""
    names = {node.id for node in all_nodes(body.routine.node) if isinstance(node, ast.Name)}
    names |= {one for function in body.routine.within for one in body.project.function_scope(function).names}
    taken = names | set(body.routine.module.scope.names)
    return next(name for name in ("client", "http_client", "async_client", "opened_client") if name not in taken)
