"""Views of Django REST framework: with adrf, which awaits them, they can be asynchronous."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from channels_fix.bindings import Function
from channels_fix.edits.expressions import Compose
from channels_fix.imports import reference
from channels_fix.module import Class, Module
from channels_fix.project import Project
from channels_fix.reached import spare_imports
from channels_fix.rule import ImportedName
from codemods.async_views.decision.changes import Changes
from codemods.async_views.decision.graph import Graph
from codemods.async_views.decision.hooks import asked_on_the_loop
from codemods.deployment.settings import Setting, settings_of
from codemods.facts import table
from codemods.routines import ANYWHERE, Routine, routine_at
from codemods.views.view import Layer, Role, View

MISSING = "Django REST framework does not await its views: add adrf to the project, which does"
UNSEEN = (
    "what makes it a view of Django REST framework has another name here: name that itself, for adrf to take its place"
)
DOUBT = (
    "adrf takes the place of Django REST framework around it: authentication, permissions and throttles run in a thread"
)
JOINED = "adrf asks for permissions that are joined by &, | or ~ before it asks for the others"
LOGIN = "django.contrib.auth.middleware.LoginRequiredMiddleware"
PERMISSIONS = "permission_classes"


@dataclass(frozen=True)
class Adoption:
    """What there is to say about a view of Django REST framework that adrf is to await."""

    reasons: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    changes: tuple[tuple[Path, Changes], ...] = ()


def adoption_of(view: View, graph: Graph) -> Adoption:
    """Work out how a view becomes one of adrf, or why it cannot be; nothing for views of other kinds."""
    project = graph.project
    if Role.REST not in view.roles:
        return Adoption(tuple(_of_handlers(view, graph))) if Role.ADRF in view.roles else Adoption()
    if not has_adrf(view.module, project):
        return Adoption((MISSING,))
    changes = tuple(_changes(view, project))
    reasons = (*_of_bases(view), *_of_sets(view, project), *_of_handlers(view, graph), *([] if changes else [UNSEEN]))
    return Adoption(reasons, tuple(_doubts(view, graph)), changes)


def is_adopted(layer: Layer, view: View, project: Project) -> bool:
    """Whether a decorator gives way to that of adrf."""
    called = layer.node.func if isinstance(layer.node, ast.Call) else layer.node
    symbol = project.resolve(called, layer.module, layer.within) if layer.place == "definition" else None
    return symbol is not None and symbol.name in table("views")["rest"]["twins"] and has_adrf(view.module, project)


def has_adrf(module: Module, project: Project) -> bool:
    """Whether the project of a module depends on adrf, or imports it somewhere."""
    imported = project.once(
        "adrf", lambda: any(True for word in ("from adrf", "import adrf") for _ in project.modules_with(word, ANYWHERE))
    )
    return imported or project.depends_on("adrf", module)


# What is in the way -----------------------------------------------------------------------------------------------


def _of_bases(view: View) -> Iterator[str]:
    rest = table("views")["rest"]
    kept = ("rest_framework.mixins.", *rest["before"])
    for base in view.outside:
        if base.startswith("rest_framework.") and base not in rest["twins"] and not base.startswith(kept):
            yield f"{base} does not await its methods: derive from a class of adrf by hand"


def _of_sets(view: View, project: Project) -> Iterator[str]:
    """Yield why the view sets of adrf do not take over one as it is."""
    rest = table("views")["rest"]
    if not any(base.startswith(tuple(rest["sets"])) for base in view.outside):
        return
    settings = settings_of(project, view.module)
    if any(one.name == LOGIN for one in settings.middleware):
        yield (
            "LoginRequiredMiddleware lets nobody pass to the view sets of adrf who has not logged in: "
            "put login_required around the other views in its place"
        )
    words = ("adrf.routers", "adrf import routers")
    if any(True for word in words for _ in project.modules_with(word, ANYWHERE)):
        yield "the routers of adrf look for other names of its actions, as `alist`: use one of rest_framework"


def _of_handlers(view: View, graph: Graph) -> Iterator[str]:
    """Yield why the function that makes responses of errors must not run on the event loop, as it does with adrf."""
    for setting, routine in _error_handlers(view, graph.project):
        sure = asked_on_the_loop(routine, graph)[0] if routine is not None else None
        if routine is not None and sure is not None:
            what = f"{routine.name}() makes responses of errors on the event loop"
            yield f"{what}, and calls {sure.name}: let the views do that"
        elif routine is None and not setting.text.startswith("rest_framework."):
            what = f"whether {ast.unparse(setting.value)} may make responses of errors on the event loop"
            yield f"{what} is not known: name a function of the project"


def _doubts(view: View, graph: Graph) -> Iterator[str]:
    yield DOUBT
    if _is_joined(view, graph.project):
        yield JOINED
    for _, routine in _error_handlers(view, graph.project):
        unsure = asked_on_the_loop(routine, graph)[1] if routine is not None else None
        if routine is not None and unsure is not None:
            yield f"{routine.name}() makes responses of errors on the event loop: see what {unsure.name} does there"


def _error_handlers(view: View, project: Project) -> Iterator[tuple[Setting, Routine | None]]:
    for setting in settings_of(project, view.module).exception_handlers:
        symbol = project.imported(setting.text, setting.module) if setting.text else None
        function = symbol.definition if symbol is not None and isinstance(symbol.definition, Function) else None
        yield setting, routine_at(function, symbol.module, project) if symbol and symbol.module else None


def _is_joined(view: View, project: Project) -> bool:
    """Whether some permissions of a view are joined by operators, and others are not."""
    classes = [one for one in project.mro(view.cls) if isinstance(one, Class)] if view.cls else []
    given = [binding.value for cls in classes for binding in cls.scope.names.get(PERMISSIONS, ())]
    for call in (layer.call for layer in view.layers if layer.call is not None):
        given += [word.value for word in call.keywords if word.arg == PERMISSIONS]
        given += call.args[:1] if isinstance(call.func, ast.Name) and call.func.id == PERMISSIONS else []
    lists = [one.elts for one in given if isinstance(one, ast.List | ast.Tuple)]
    return any(len(one) > 1 and any(isinstance(part, ast.BinOp | ast.UnaryOp) for part in one) for one in lists)


# What changes -----------------------------------------------------------------------------------------------------


def _changes(view: View, project: Project) -> Iterator[tuple[Path, Changes]]:
    if view.routine is not None:
        for node in view.routine.node.decorator_list:
            called = node.func if isinstance(node, ast.Call) else node
            yield from _instead(called, view.routine.node, view.module, view.routine.around, project)
    for cls in project.mro(view.cls) if view.cls else ():
        if isinstance(cls, Class):
            yield from _of_class(cls, project)


def _of_class(cls: Class, project: Project) -> Iterator[tuple[Path, Changes]]:
    """Yield the changes of the bases of a class: each gives way to its twin, or adrf's `APIView` stands before them."""
    replaced = [
        change for base in cls.node.bases for change in _instead(base, cls.node, cls.module, cls.within, project)
    ]
    yield from replaced
    named = [
        (base, symbol.name) for base in cls.node.bases if (symbol := project.resolve(base, cls.module, cls.within))
    ]
    before = tuple(table("views")["rest"]["before"])
    first = next((base for base, name in named if name.startswith(before) and not replaced), None)
    if first is not None:
        written, needed = _reference("rest_framework.views.APIView", cls.module, project)
        span = cls.module.span(first)
        edit = Compose(span, f"{written}, part", (("part", span),))
        yield cls.module.path, Changes((edit,), (needed,) if needed else ())


def _instead(
    node: ast.expr, holder: Function | ast.ClassDef, module: Module, within: tuple[Function, ...], project: Project
) -> Iterator[tuple[Path, Changes]]:
    symbol = project.resolve(node, module, within)
    if symbol is not None and symbol.name in table("views")["rest"]["twins"]:
        written, needed = _reference(symbol.name, module, project)
        imports = (needed,) if needed else ()
        unneeded = spare_imports(module, project, holder, imports)
        yield module.path, Changes((Compose(module.span(node), written),), imports, unneeded)


def _reference(name: str, module: Module, project: Project) -> tuple[str, ImportedName | None]:
    """How a module names what adrf has in the place of something, and the import that it needs for that."""
    source, _, twin = table("views")["rest"]["twins"][name].rpartition(".")
    return reference(module, project, source, twin)
