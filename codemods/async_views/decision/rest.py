"""Views of Django REST framework: with adrf, which awaits them, they can be asynchronous."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from channels_fix.bindings import Function
from channels_fix.edits.expressions import Compose
from channels_fix.imports import reference
from channels_fix.module import Class, Module
from channels_fix.project import Project
from channels_fix.reached import spare_imports
from codemods.async_views.decision.changes import Changes
from codemods.facts import table
from codemods.views.view import Role, View

MISSING = "Django REST framework does not await its views: add adrf to the project, which does"
DOUBT = (
    "adrf takes the place of Django REST framework around it: authentication, permissions and throttles run in a thread"
)


def against_rest(view: View, project: Project) -> Iterator[str]:
    """Yield why a view of Django REST framework cannot be one of adrf."""
    if Role.REST not in view.roles:
        return
    twins = table("views")["rest"]["twins"]
    if not project.depends_on("adrf", view.module):
        yield MISSING
        return
    for base in view.outside:
        if base.startswith("rest_framework.") and base not in twins:
            yield f"{base} does not await its methods: derive from adrf's {base.rpartition('.')[2]} by hand"


def adopted(view: View, project: Project) -> Iterator[tuple[Path, Changes]]:
    """Yield the changes that make a view of Django REST framework one of adrf."""
    if Role.REST not in view.roles:
        return
    if view.routine is not None:
        for node in view.routine.node.decorator_list:
            yield from _instead(
                node.func if isinstance(node, ast.Call) else node, view.routine.node, view.module, project
            )
    for cls in project.mro(view.cls) if view.cls else ():
        if isinstance(cls, Class):
            for base in cls.node.bases:
                yield from _instead(base, cls.node, cls.module, project)


def is_adopted(name: str, view: View, project: Project) -> bool:
    """Whether a decorator gives way to that of adrf."""
    return name in table("views")["rest"]["twins"] and project.depends_on("adrf", view.module)


def _instead(
    node: ast.expr, holder: Function | ast.ClassDef, module: Module, project: Project
) -> Iterator[tuple[Path, Changes]]:
    symbol = project.resolve(node, module)
    twin = table("views")["rest"]["twins"].get(symbol.name) if symbol else None
    if twin is not None:
        source, _, name = twin.rpartition(".")
        written, needed = reference(module, project, source, name)
        imports = (needed,) if needed else ()
        unneeded = spare_imports(module, project, holder, imports)
        yield module.path, Changes((Compose(module.span(node), written),), imports, unneeded)
