"""What the TOML and JSON files of the package managers say: `pyproject.toml`, lock files, Pipfiles."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from packaging.utils import canonicalize_name

from channels_fix.requirements.ranges import pep440, poetry
from channels_fix.requirements.statements import PYTHON, Statement, marker_of, requirements
from channels_fix.toml import tomllib

_PIPFILE_MARKERS = ("os_name", "platform_system", "python_full_version", "python_version", "sys_platform")
"""The markers that a package of a Pipfile may have as keys."""


def pyproject(data: bytes) -> Iterator[Statement]:
    """Read PEP 621, dependency groups, poetry, pdm, uv and the environments of hatch.

    Groups and extras come on top of what the project itself needs: they count for packages that it does not name.

    Raises:
        ValueError: It is no TOML.
    """
    tree = _toml(data)
    project, tool = _table(tree, "project"), _table(tree, "tool")
    own = [*requirements(project.get("dependencies")), *_poetry(_table(tool, "poetry", "dependencies"))]
    if isinstance(python := project.get("requires-python"), str):
        own.append(Statement(PYTHON, pep440(python)))
    named = {statement.name for statement in own}
    yield from own
    yield from (statement for statement in _groups(tree, project, tool) if statement.name not in named)


def _groups(
    tree: Mapping[str, object], project: Mapping[str, object], tool: Mapping[str, object]
) -> Iterator[Statement]:
    for groups in (
        _table(project, "optional-dependencies"),
        _table(tree, "dependency-groups"),
        _table(tool, "pdm", "dev-dependencies"),
        {"dev": _table(tool, "uv").get("dev-dependencies")},
    ):
        for group in groups.values():
            yield from requirements(group)
    for environment in _table(tool, "hatch", "envs"):
        settings = _table(tool, "hatch", "envs", environment)
        yield from requirements(settings.get("dependencies"))
        yield from requirements(settings.get("extra-dependencies"))
    yield from _poetry(_table(tool, "poetry", "dev-dependencies"))
    for group in _table(tool, "poetry", "group"):
        yield from _poetry(_table(tool, "poetry", "group", group, "dependencies"))


def _poetry(dependencies: Mapping[str, object]) -> Iterator[Statement]:
    for name, value in dependencies.items():
        for entry in value if isinstance(value, list) else [value]:
            settings = {"version": entry} if isinstance(entry, str) else entry
            if not isinstance(settings, dict):
                continue
            version = settings.get("version")
            known = poetry(version) if isinstance(version, str) else None
            marker = marker_of([settings.get("markers"), _python_marker(settings.get("python"))])
            yield Statement(canonicalize_name(name), known, marker)


def _python_marker(python: object) -> str | None:
    """Poetry's `python` of a dependency as a marker, None if it is none or asks for nothing."""
    known = poetry(python) if isinstance(python, str) else None
    if known is None or not all(known.alternatives):
        return None
    return " or ".join(
        " and ".join(f'python_full_version {part.operator} "{part.version}"' for part in one)
        for one in known.alternatives
    )


def lock(data: bytes) -> Iterator[Statement]:
    """Read `poetry.lock`, `uv.lock` or `pdm.lock`.

    Raises:
        ValueError: It is no TOML.
    """
    packages = _toml(data).get("package")
    for package in packages if isinstance(packages, list) else ():
        name, version = (package.get("name"), package.get("version")) if isinstance(package, dict) else (None, None)
        if isinstance(name, str) and isinstance(version, str):
            yield Statement(canonicalize_name(name), pep440(f"=={version}"), locked=True)


def pipfile(data: bytes) -> Iterator[Statement]:
    """Read a `Pipfile`.

    Raises:
        ValueError: It is no TOML.
    """
    tree = _toml(data)
    own = list(_pipenv(_table(tree, "packages")))
    named = {statement.name for statement in own}
    yield from own
    yield from (statement for statement in _pipenv(_table(tree, "dev-packages")) if statement.name not in named)
    requires = _table(tree, "requires")
    for key in ("python_full_version", "python_version"):
        if isinstance(python := requires.get(key), str):
            yield Statement(PYTHON, pep440(f"=={python}.*" if python.count(".") < 2 else f"=={python}"))
            return


def pipfile_lock(data: bytes) -> Iterator[Statement]:
    """Read a `Pipfile.lock`.

    Raises:
        ValueError: It is no JSON.
    """
    tree = json.loads(data)
    for section in ("default", "develop"):
        yield from _pipenv(_table(tree, section), locked=True)


def _pipenv(packages: Mapping[str, object], *, locked: bool = False) -> Iterator[Statement]:
    for name, entry in packages.items():
        settings = entry if isinstance(entry, dict) else {"version": entry}
        version = settings.get("version")
        known = pep440("" if version == "*" else version) if isinstance(version, str) else None
        marker = marker_of(
            [settings.get("markers"), *(f"{key} {settings[key]}" for key in _PIPFILE_MARKERS if key in settings)]
        )
        yield Statement(canonicalize_name(name), known, marker, locked)


def _toml(data: bytes) -> dict[str, object]:
    return tomllib.loads(data.decode("utf-8-sig"))


def _table(tree: object, *keys: str) -> Mapping[str, object]:
    """The table below `keys`, empty if there is none."""
    for key in keys:
        tree = tree.get(key) if isinstance(tree, dict) else None
    return tree if isinstance(tree, dict) else {}
