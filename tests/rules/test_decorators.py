"""What becomes of decorators and mixins when the view is a coroutine function."""

from __future__ import annotations

from pathlib import Path

import pytest
from packaging.version import Version
from trees import project

from channels_fix import registry
from channels_fix.requirements.target import Target
from codemods.views.decorators import Fate, Verdict, mixin_survives, survives_async
from codemods.views.dispatching import dispatch_survives
from codemods.views.finding import views_of
from codemods.views.wrappers import Doing

URLS = "from django.urls import path\nfrom app import views\nurlpatterns = [path('', {})]\n"
IMPORTS = """\
from functools import lru_cache, partial, update_wrapper, wraps
import asyncio
import inspect

from asgiref.sync import iscoroutinefunction, markcoroutinefunction, sync_to_async
from django.contrib.auth.decorators import login_required, user_passes_test
from django.db import transaction
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import cache_page, never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import etag, require_GET
from elsewhere import unknown


"""


def judged(root: Path, text: str, version: str | None = "5.2", view: str = "views.index") -> list[Verdict]:
    """What is said of the layers of the view `index`."""
    files = {"app/__init__.py": "", "app/views.py": IMPORTS + text, "app/urls.py": URLS.format(view)}
    index = project(root, files, registry.knowledge())
    django = Target(Version(version)) if version else None
    return [survives_async(layer, django, index) for layer in views_of(index)[0].layers]


def around(root: Path, decorator: str, version: str | None = "5.2") -> Fate:
    """The fate of one decorator of a function."""
    (verdict,) = judged(root, f"@{decorator}\ndef index(request): ...\n", version)
    return verdict.fate


@pytest.mark.parametrize(
    ("decorator", "version", "fate"),
    [
        ("never_cache", "5.0", Fate.WORKS),
        ("never_cache", "4.2", Fate.BREAKS),
        ("never_cache", None, Fate.UNKNOWN),
        ("csrf_exempt", "4.2", Fate.BREAKS),
        ("csrf_exempt", "6.1", Fate.WORKS),
        ("require_GET", "5.0", Fate.WORKS),
        ("cache_page(60)", "5.0", Fate.BLOCKS),
        ("cache_page(60)", "4.2", Fate.BREAKS),
        ("etag(unknown)", "5.2", Fate.BLOCKS),
        ("login_required", "5.0", Fate.BREAKS),
        ("login_required", "5.1", Fate.WORKS),
        ("login_required(login_url='/x')", "5.1", Fate.WORKS),
        ("user_passes_test(unknown)", "5.0", Fate.BREAKS),
        ("transaction.atomic", "6.1", Fate.BREAKS),
        ("transaction.atomic()", "6.1", Fate.BREAKS),
        ("transaction.non_atomic_requests", "4.2", Fate.ATTRIBUTE),
        ("unknown", "6.1", Fate.UNKNOWN),
        ("unknown(1)", "6.1", Fate.UNKNOWN),
        ("lru_cache", "6.1", Fate.UNKNOWN),
        ("missing", "6.1", Fate.UNKNOWN),
    ],
)
def test_fate_of_a_decorator_is_that_of_the_version(
    decorator: str, version: str | None, fate: Fate, tmp_path: Path
) -> None:
    assert around(tmp_path, decorator, version) is fate


def test_setting_that_decides_is_named(tmp_path: Path) -> None:
    (verdict,) = judged(tmp_path, "@csrf_protect\ndef index(request): ...\n")

    assert (verdict.survives, verdict.setting) == (True, "CSRF_USE_SESSIONS")


@pytest.mark.parametrize(
    ("view", "fate"),
    [
        ("views.partial(views.index, page=1)", Fate.WORKS),
        ("lambda request: views.index(request)", Fate.BREAKS),
        ("views.partial(views.Index.as_view(), page=1)", Fate.BREAKS),
        ("views.never_cache(views.index)", Fate.WORKS),
        ("views.cache_page(60)(views.Index.as_view())", Fate.BLOCKS),
    ],
)
def test_fate_of_what_a_urlconf_wraps_around_a_view(view: str, fate: Fate, tmp_path: Path) -> None:
    text = "def index(request): ...\n\n\nclass Index(View):\n    def get(self, request): ...\n"

    assert [verdict.fate for verdict in judged(tmp_path, text, view=view)] == [fate]


@pytest.mark.parametrize(
    ("decorator", "version", "fate"),
    [
        ("method_decorator(never_cache, name='dispatch')", "6.1", Fate.BREAKS),
        ("method_decorator(csrf_exempt, name='dispatch')", "4.2", Fate.WORKS),
        ("method_decorator(login_required, name='dispatch')", "6.1", Fate.BREAKS),
        ("method_decorator(never_cache, name='get')", "5.1", Fate.BREAKS),
        ("method_decorator(never_cache, name='get')", "5.2", Fate.WORKS),
        ("method_decorator(never_cache, name='get')", None, Fate.UNKNOWN),
        ("method_decorator(transaction.atomic, name='get')", "5.2", Fate.BREAKS),
    ],
)
def test_fate_by_method_decorator(decorator: str, version: str | None, fate: Fate, tmp_path: Path) -> None:
    text = f"@{decorator}\nclass Index(View):\n    def get(self, request): ...\n"

    assert [verdict.fate for verdict in judged(tmp_path, text, version, "views.Index.as_view()")] == [fate]


PLAIN = """\
def dec(view):
    @wraps(view)
    def inner(request, *args, **kwargs):
        {}

    return inner


"""


@pytest.mark.parametrize(
    ("body", "doing"),
    [
        ("return view(request, *args, **kwargs)", Doing.PASSES),
        ("request.x = 1\n        return view(request, *args, **kwargs)", Doing.LEADS),
        ("if request.user is None:\n            return None\n        return view(request)", Doing.LEADS),
        ("response = view(request)\n        response['X'] = '1'\n        return response", Doing.TOUCHES),
        ("return dict(view(request))", Doing.TOUCHES),
        ("return other(view, request)", Doing.UNKNOWN),
        ("return (lambda: view(request))()", Doing.UNKNOWN),
        ("return None", Doing.UNKNOWN),
    ],
)
def test_plain_wrapper_of_the_project_does_not_survive(body: str, doing: Doing, tmp_path: Path) -> None:
    (verdict,) = judged(tmp_path, f"{PLAIN.format(body)}@dec\ndef index(request): ...\n")

    assert not verdict.survives
    assert verdict.wrapping is not None
    assert verdict.wrapping.doing is doing


AWAITING = """\
def dec(view):
    async def inner(request):
        return await view(request)

    return inner
"""
IN_A_THREAD = """\
def dec(view):
    async def inner(request):
        return await sync_to_async(view)(request)

    return inner
"""
BY_BRANCH = """\
def dec(view):
    if iscoroutinefunction(view):
        async def inner(request):
            return await view(request)
    else:
        def inner(request):
            return view(request)
    return wraps(view)(inner)
"""
BY_EXPRESSION = """\
def dec(view):
    def plain(request):
        return view(request)

    async def inner(request):
        return await view(request)

    return inner if asyncio.iscoroutinefunction(view) else plain
"""
BY_RETURN = """\
def dec(view):
    def plain(request):
        return view(request)

    async def inner(request):
        return await view(request)

    if not inspect.iscoroutinefunction(view):
        return update_wrapper(plain, view)
    return update_wrapper(inner, view)
"""
INSIDE = """\
def dec(view):
    async def inner(request):
        if iscoroutinefunction(view):
            return await view(request)
        return await sync_to_async(view)(request)

    return inner
"""
MARKED = """\
def dec(view):
    def inner(request):
        return view(request)

    return markcoroutinefunction(inner)
"""
TOUCHING_OR_AWAITING = """\
def dec(view):
    if iscoroutinefunction(view):
        async def inner(request):
            return await view(request)

        return inner

    def plain(request):
        return dict(view(request))

    return plain


"""
BY_METHOD = """\
@method_decorator(dec, name='dispatch')
class Index(View):
    def get(self, request): ...
"""


@pytest.mark.parametrize(
    ("decorator", "fate"),
    [
        ("def dec(view):\n    view.marked = True\n    return view\n", Fate.ATTRIBUTE),
        ("def dec(view):\n    return login_required(view)\n", Fate.WORKS),
        ("def dec(view):\n    return transaction.atomic(view)\n", Fate.BREAKS),
        ("def dec(view):\n    return user_passes_test(unknown)(view)\n", Fate.WORKS),
        ("def dec(view):\n    return unknown(view)\n", Fate.UNKNOWN),
        (AWAITING, Fate.WORKS),
        (IN_A_THREAD, Fate.UNKNOWN),
        (BY_BRANCH, Fate.WORKS),
        (BY_EXPRESSION, Fate.WORKS),
        (BY_RETURN, Fate.WORKS),
        (INSIDE, Fate.WORKS),
        (MARKED, Fate.UNKNOWN),
        ("def dec(view):\n    class Inner: ...\n    return Inner(view)\n", Fate.UNKNOWN),
        ("class dec:\n    def __init__(self, view): ...\n", Fate.UNKNOWN),
        ("dec = user_passes_test(unknown)\n", Fate.WORKS),
        ("dec = transaction.atomic()\n", Fate.BREAKS),
    ],
)
def test_decorator_of_the_project_is_read(decorator: str, fate: Fate, tmp_path: Path) -> None:
    (verdict,) = judged(tmp_path, f"{decorator}\n\n@dec\ndef index(request): ...\n")

    assert verdict.fate is fate


FACTORY = """\
def dec(role):
    def decorator(view):
        {} inner(request):
            return {}view(request)

        return inner

    return decorator


"""
OPTIONAL = """\
def dec(view=None, role=None):
    made = user_passes_test(unknown)
    if view:
        return made(view)
    return made


"""


@pytest.mark.parametrize(
    ("decorator", "use", "fate"),
    [
        (FACTORY.format("def", ""), "dec('x')", Fate.BREAKS),
        (FACTORY.format("async def", "await "), "dec('x')", Fate.WORKS),
        (FACTORY.format("async def", ""), "dec('x')", Fate.UNKNOWN),
        ("def dec(role):\n    return user_passes_test(role)\n\n\n", "dec('x')", Fate.WORKS),
        ("def dec(role):\n    return transaction.atomic\n\n\n", "dec('x')", Fate.BREAKS),
        (OPTIONAL, "dec", Fate.WORKS),
        (OPTIONAL, "dec()", Fate.WORKS),
        (OPTIONAL, "dec(role='x')", Fate.WORKS),
        (f"{FACTORY.format('def', '')}made = dec('x')\n\n\n", "made", Fate.BREAKS),
        (f"{FACTORY.format('async def', 'await ')}made = dec('x')\n\n\n", "made", Fate.WORKS),
        (f"{FACTORY.format('async def', 'await ')}made = dec('x')\n\n\n", "made()", Fate.UNKNOWN),
    ],
)
def test_decorator_that_takes_arguments_is_read(decorator: str, use: str, fate: Fate, tmp_path: Path) -> None:
    (verdict,) = judged(tmp_path, f"{decorator}@{use}\ndef index(request): ...\n")

    assert verdict.fate is fate


@pytest.mark.parametrize(
    ("body", "fate"),
    [
        ("return view(request, *args, **kwargs)", Fate.WORKS),
        ("request.x = 1\n        return view(request, *args, **kwargs)", Fate.BREAKS),
        ("return dict(view(request))", Fate.BREAKS),
    ],
)
def test_wrapper_around_dispatch_may_only_pass_on(body: str, fate: Fate, tmp_path: Path) -> None:
    text = PLAIN.format(body) + BY_METHOD

    assert [verdict.fate for verdict in judged(tmp_path, text, view="views.Index.as_view()")] == [fate]


def test_dual_mode_decorator_takes_dispatch_for_a_plain_function(tmp_path: Path) -> None:
    text = TOUCHING_OR_AWAITING + BY_METHOD

    assert [verdict.fate for verdict in judged(tmp_path, text, view="views.Index.as_view()")] == [Fate.BREAKS]


@pytest.mark.parametrize(
    ("kind", "body", "fate"),
    [
        ("def", "return super().dispatch(request)", Fate.WORKS),
        ("def", "return super(Mixin, self).dispatch(request)", Fate.WORKS),
        ("def", "self.x = 1\n        return super().dispatch(request)", Fate.WORKS),
        ("def", "if self.x:\n            raise ValueError\n        return super().dispatch(request)", Fate.WORKS),
        ("def", "if self.x:\n            return None\n        return super().dispatch(request)", Fate.BREAKS),
        ("def", "response = super().dispatch(request)\n        return response", Fate.BREAKS),
        ("def", "with self.x:\n            return super().dispatch(request)", Fate.BREAKS),
        ("def", "return self.other.dispatch(request)", Fate.UNKNOWN),
        ("async def", "return await super().dispatch(request)", Fate.WORKS),
        ("async def", "response = await super().dispatch(request)\n        return response", Fate.WORKS),
        ("async def", "return super().dispatch(request)", Fate.UNKNOWN),
    ],
)
def test_dispatch_of_the_project_may_only_pass_on(kind: str, body: str, fate: Fate, tmp_path: Path) -> None:
    text = (
        f"class Mixin:\n    {kind} dispatch(self, request):\n        {body}\n\n\n"
        "class Index(Mixin, View):\n    def get(self, request): ...\n"
    )
    files = {"app/__init__.py": "", "app/views.py": IMPORTS + text, "app/urls.py": URLS.format("views.Index.as_view()")}
    (view,) = views_of(project(tmp_path, files, registry.knowledge()))

    assert [dispatch_survives(dispatch).fate for dispatch in view.dispatches] == [fate]


def test_mixins_of_the_user_break() -> None:
    verdict = mixin_survives("django.contrib.auth.mixins.LoginRequiredMixin")

    assert verdict is not None
    assert verdict.fate is Fate.BREAKS
    assert mixin_survives("elsewhere.Mixin") is None
