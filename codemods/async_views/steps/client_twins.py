"""The asynchronous twins that clients of services have, as far as the project can use them."""

from __future__ import annotations

import ast
from typing import Any

from channels_fix.edits.expressions import Compose
from channels_fix.project import Project
from channels_fix.rule import Edit, ImportedName
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.built import UnfitError, built
from codemods.async_views.steps.called import called
from codemods.async_views.steps.used_clients import Client
from codemods.async_views.steps.waiting import place_of
from codemods.facts import table

Entry = dict[str, Any]
ELSEWHERE = (
    "no one place is known to build its client: build it in one, without a condition, and `{}` can take its place"
)
NEEDS = "the asynchronous client of {} needs {}: add it to the project"
SESSION = "the session that makes it makes more, or is made elsewhere: build one for this client in the function"


def lost(name: str, body: Body) -> str:
    """Why a method of a client stays that has a twin, but is not known to be built; nothing if it has none."""
    found = [entry for entry in table("clients")["client"] if any(name.startswith(f"{one}.") for one in entry["calls"])]
    if not found:
        return ""
    entry = _usable(found, body)
    if not _is_usable(entry, body):
        return NEEDS.format(entry["package"], entry["needs"])
    return ELSEWHERE.format(next(twin for maker, twin in entry["calls"].items() if name.startswith(f"{maker}.")))


def entry_for(client: Client, body: Body) -> Entry:
    """What the table says of a client, with the twin that the project can use.

    Raises:
        UnfitError: The project has none.
    """
    found = [entry for entry in table("clients")["client"] if client.made_by in entry["calls"]]
    entry = _usable(found, body)
    since = entry.get("since")
    version = body.project.version_of(entry["package"], body.routine.module)
    if since and (version is None or version.is_below(since)):
        raise UnfitError(
            f"{entry['package']} has an asynchronous client since {since}, "
            "and the project may run on less: let its requirements say that it does not"
        )
    if not _is_usable(entry, body):
        raise UnfitError(NEEDS.format(entry["package"], entry["needs"]))
    return entry


def maker_of(client: Client, entry: Entry, body: Body) -> tuple[str, tuple[ImportedName, ...], list[Edit]]:
    """How the function names what makes the twin, the imports for that, and the edits that name it.

    Raises:
        UnfitError: What makes the client is used for more than that.
    """
    source, name, method = _parts(entry["calls"][client.made_by])
    written, imports = body.reference(source, name)
    if _is_of_object(client, body):
        return "", imports, [Compose(body.span(_owner(client, body).func), written)]
    whole = f"{written}{method}"
    return whole, imports, [Compose(body.span(client.call.func), whole)] if client.kept is None else []


def _is_of_object(client: Client, body: Body) -> bool:
    """Whether an object makes the client, such as a session, and not a function."""
    place = client.kept.kept.place if client.kept is not None else place_of(body)
    return place.project.resolve(client.call.func, place.module, place.within) is None


def _owner(client: Client, body: Body) -> ast.Call:
    """What makes the object that makes the client, and nothing else."""
    owner = client.call.func.value if isinstance(client.call.func, ast.Attribute) else client.call.func
    maker = client.made_by.rpartition(".")[0]
    if client.kept is None and isinstance(owner, ast.Call) and called(owner, place_of(body)) == maker:
        return owner
    if client.kept is None and isinstance(owner, ast.Name):
        own = built(owner.id, {maker}, body)
        uses = [one for one in ast.walk(body.routine.node) if isinstance(one, ast.Name) and one.id == owner.id]
        if own is not None and isinstance(own.statement, ast.Assign) and len(uses) == 2:  # there and here
            return own.call
    raise UnfitError(SESSION)


def _usable(entries: list[Entry], body: Body) -> Entry:
    return next((one for one in entries if _is_usable(one, body)), entries[0])


def _is_usable(entry: Entry, body: Body) -> bool:
    project: Project = body.project
    return "needs" not in entry or project.depends_on(entry["needs"], body.routine.module)


def _parts(maker: str) -> tuple[str, str, str]:
    """The module of what makes an object, its name, and with a dot in front what is called of it, if that is so."""
    parts = maker.split(".")
    at = next(index for index, part in enumerate(parts) if not part.islower() or "(" in part)
    name, bracket, _ = parts[at].partition("(")
    return ".".join(parts[:at]), name, "()" * bool(bracket) + "".join(f".{part}" for part in parts[at + 1 :])
