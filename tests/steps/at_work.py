"""The process that runs the functions of some modules, and writes down what came of each.

Its arguments are the names of the modules, in the current folder; it writes JSON.
"""

from __future__ import annotations

import asyncio
import importlib
import inspect
import json
import shutil
import sys
import warnings
from typing import Any

from django.db.backends.signals import connection_created

from tests.viewing.django_of_cases import TEMPLATES, set_up
from tests.viewing.state import DATABASE, plain, rows

FILLED = "filled.sqlite3"


def fill() -> None:
    """Put the rows there that each function begins with."""
    from case.models import Customer, Order, Profile, Tag
    from django.contrib.auth.models import Group, User

    user = User.objects.create_user("ann", "ann@example.com", "secret")
    user.groups.add(Group.objects.create(name="staff"))
    ann = Customer.objects.create(name="ann", email="ann@x", account=user)
    bob = Customer.objects.create(name="bob", email="bob@x")
    Profile.objects.create(customer=ann, city="Rome")
    Tag.objects.bulk_create([Tag(text="red"), Tag(text="blue")])
    for customer, total in ((ann, 10), (bob, 20), (ann, 30)):
        Order.objects.create(customer=customer, total=total, note=f"n{total}").tags.set(Tag.objects.all())


def prepare() -> None:
    """Begin with the same rows again."""
    from django.contrib.contenttypes.models import ContentType
    from django.core.cache import cache
    from django.db import connections

    connections.close_all()
    shutil.copyfile(FILLED, DATABASE)
    cache.clear()
    ContentType.objects.clear_cache()


def new_request() -> Any:
    """A request with a session and a user who is logged in, as the middleware makes it."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.middleware import AuthenticationMiddleware
    from django.contrib.auth.models import User
    from django.contrib.messages.middleware import MessageMiddleware
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sessions.middleware import SessionMiddleware
    from django.test import RequestFactory

    user = User.objects.get(username="ann")
    session = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session.save()
    request = RequestFactory().get("/", HTTP_COOKIE=f"sessionid={session.session_key}")
    for middleware in (SessionMiddleware, AuthenticationMiddleware, MessageMiddleware):
        middleware(lambda request: None).process_request(request)
    return request


def outcome(result: Any) -> str:
    """What a function gave, in a form that can be compared."""
    from django.http import HttpResponse
    from django.template.response import SimpleTemplateResponse

    if isinstance(result, SimpleTemplateResponse):
        result.render()
    if isinstance(result, HttpResponse):
        return plain(f"{result.status_code} {sorted(result.items())} {result.content!r}")
    return plain(repr(result))


def run(function: Any) -> str:
    """Run a function as it is to be run."""
    prepare()
    request = new_request()
    try:
        result = asyncio.run(awaited(function, request)) if inspect.iscoroutinefunction(function) else function(request)
        given = outcome(result)
    except Exception as error:  # noqa: BLE001 - errors are compared, too
        given = f"{type(error).__name__}: {error}"
    request.session.save() if request.session.modified else None
    return given


async def awaited(function: Any, request: Any) -> Any:
    """Run a coroutine function; its thread gives the database back."""
    from asgiref.sync import sync_to_async
    from django.db import connections

    try:
        return await function(request)
    finally:
        await sync_to_async(connections.close_all)()


def main(names: list[str]) -> None:
    """Run every function of each module that takes a request."""
    warnings.simplefilter("error", RuntimeWarning)
    connection_created.connect(hurry)
    set_up()
    TEMPLATES["orders.txt"] = "{% for order in orders %}{{ order.customer.name }},{% endfor %}{{ request.user }}"
    create()
    fill()
    shutil.copyfile(DATABASE, FILLED)
    found: dict[str, dict[str, Any]] = {}
    for name in names:
        module = importlib.import_module(f"case.{name}")
        found[name] = {}
        for key, function in vars(module).items():
            if (
                inspect.isfunction(function)
                and function.__module__ == module.__name__
                and [*inspect.signature(function).parameters] == ["request"]
            ):
                given = run(function)
                found[name][key] = [given, plain(repr(sorted(rows().items()))), inspect.iscoroutinefunction(function)]
    json.dump(found, sys.stdout)


def hurry(connection: Any, **_: Any) -> None:
    """Do not wait for the disk."""
    connection.cursor().execute("PRAGMA synchronous = OFF")
    connection.cursor().execute("PRAGMA journal_mode = MEMORY")


def create() -> None:
    """Create the tables of the models."""
    from case import models
    from django.db import connection

    with connection.schema_editor() as editor:
        for model in (models.Customer, models.Tag, models.Order, models.Profile):
            editor.create_model(model)


if __name__ == "__main__":
    main(sys.argv[1:])
