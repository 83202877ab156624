"""The TLS context of clients: one of their own takes each of them up to a tenth of a second in the event loop."""

from __future__ import annotations

import ast
from collections.abc import Collection
from dataclasses import dataclass

from channels_fix.bindings import When
from channels_fix.module import Module
from channels_fix.project import Project
from channels_fix.rule import Edit, ImportedName
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.http.naming import package_name
from codemods.async_views.steps.placing import insertion_below_imports

CODE = """\
# Takes too long to make for each request: all clients share it.
{name} = {maker}()
"""
OWN = frozenset({"cert", "trust_env", "verify", None})
"""The arguments of a client that has a context of its own."""


@dataclass(frozen=True)
class Context:
    """The context that the clients of a module share: its name, and what the module needs for it.

    Without a name each client makes its own.
    """

    name: str = ""
    imports: tuple[ImportedName, ...] = ()
    beside: tuple[Edit, ...] = ()

    @property
    def arguments(self) -> dict[str, str]:
        """What a client is given."""
        return {"verify": self.name} if self.name else {}


def context_of(client: str, body: Body, given: Collection[str | None] = ()) -> Context:
    """Find the context for a client of a package that a function makes.

    Args:
        client: The package.
        body: The function.
        given: The arguments of the client, None for those that are not known.
    """
    if not OWN.isdisjoint(given):
        return Context()
    module, project = body.routine.module, body.project
    found = project.once(("TLS context", client, module.path), lambda: _context(client, module, project))
    hidden = any(found.name in project.function_scope(one).names for one in body.routine.within)
    return Context() if hidden else found


def _context(client: str, module: Module, project: Project) -> Context:
    name, http = f"{client.upper()}_TLS", package_name(client, module, project)
    if http is None:
        return Context()
    maker = f"{http[0]}.create_ssl_context"
    known = module.scope.names.get(name, ())
    if known:
        return Context(name) if len(known) == 1 and _is_made(known[0].value, maker, known[0].when) else Context()
    beside = insertion_below_imports(CODE.format(name=name, maker=maker), module)
    return Context(name, http[1], beside) if beside else Context()


def _is_made(value: object, maker: str, when: When) -> bool:
    return isinstance(value, ast.Call) and ast.unparse(value) == f"{maker}()" and when is When.ALWAYS
