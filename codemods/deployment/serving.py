"""How a project is served: by ASGI, by WSGI alone, or nobody can tell from its Python files and requirements."""

from __future__ import annotations

import ast
import enum
from collections.abc import Iterator
from dataclasses import dataclass

from channels_fix.module import Module
from channels_fix.nodes import last_name
from channels_fix.project import Project
from codemods.deployment.settings import settings_of
from codemods.facts import table
from codemods.routines import ANYWHERE


class Serving(enum.Enum):
    """What hands the requests to Django."""

    ASGI = "asgi"
    WSGI = "wsgi"
    """A server that knows only WSGI, and nothing that hints at another."""
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Application:
    """The place that makes the application which a server runs."""

    module: Module
    call: ast.Call


def serving_of(project: Project, module: Module) -> Serving:
    """How the project of `module` is served.

    That is ASGI if any server for it is a requirement, an installed app or named in a Python file, or if Channels is;
    the `asgi.py` that every new project gets does not say so. It is WSGI if a server for that is all that is named, or
    if there is nothing but a WSGI application.
    """
    question = ("serving", settings_of(project, module).modules, module.path.parent)
    return project.once(question, lambda: _serving(project, module))


def sign_of_wsgi(project: Project, module: Module) -> str:
    """What says that the project of `module` is served by WSGI, where nothing says otherwise."""
    named = [one for one in table("deployment")["serving"]["wsgi"] if project.depends_on(one, module)]
    return f"{named[0]} is among its requirements" if named else "it has no ASGI application"


def wsgi_applications(project: Project) -> tuple[Application, ...]:
    """Where the project makes WSGI applications, in order of file and line."""
    return project.once("wsgi applications", lambda: tuple(_applications("wsgi-makers", project)))


def _serving(project: Project, module: Module) -> Serving:
    facts = table("deployment")["serving"]
    settings = settings_of(project, module)
    asgi = (
        any(project.depends_on(package, module) for package in facts["asgi"])
        or bool(settings.installed_apps & set(facts["asgi"]))
        or bool(settings.values("ASGI_APPLICATION"))
        or any(_is_imported(package, project) for package in facts["asgi"])
    )
    if asgi:
        return Serving.ASGI
    if any(project.depends_on(package, module) for package in facts["wsgi"]):
        return Serving.WSGI
    has_wsgi = bool(settings.values("WSGI_APPLICATION")) or bool(wsgi_applications(project))
    return Serving.WSGI if has_wsgi and not any(_applications("asgi-makers", project)) else Serving.UNKNOWN


def _is_imported(package: str, project: Project) -> bool:
    """Whether a Python file imports a package, or names it in a text, as the configuration of a server does."""
    words = (f"import {package}", f"from {package}", f'"{package}', f"'{package}")
    return any(True for word in words for _ in project.modules_with(word, ANYWHERE))


def _applications(kind: str, project: Project) -> Iterator[Application]:
    for maker in table("deployment")["serving"][kind]:
        for module in project.modules_with(maker, ANYWHERE):
            for node in ast.walk(module.tree):
                if isinstance(node, ast.Call) and last_name(node.func) == maker:
                    yield Application(module, node)
