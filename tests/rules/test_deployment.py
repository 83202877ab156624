"""What the settings of a project say, how it is served, and what DP002 and DP003 make of that in several files."""

from __future__ import annotations

from pathlib import Path

import pytest
from trees import module, project, write

from channels_fix import registry
from channels_fix.engine import run
from channels_fix.project import Project
from channels_fix.results import Settings as RunSettings
from codemods.deployment.serving import Serving, serving_of
from codemods.deployment.settings import settings_of

URLS = "from django.urls import path\nfrom app.views import index\nurlpatterns = [path('', index)]\n"
VIEW = "async def index(request):\n    return None\n"
WSGI = "from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n"
ASGI = "from django.core.asgi import get_asgi_application\napplication = get_asgi_application()\n"
TIMING = "class Timing:\n    def __init__(self, get_response): ...\n\n    def __call__(self, request): ...\n"
APP = {"app/__init__.py": "", "app/views.py": VIEW, "app/urls.py": URLS, "app/middleware.py": TIMING}
MANAGED = "from .base import *\n"


def index_of(root: Path, files: dict[str, str]) -> Project:
    return project(root, {**APP, **files}, registry.knowledge())


def names(root: Path, **settings: str) -> list[str]:
    """The entries of MIDDLEWARE; `base` is the file `config/base.py`."""
    files = {f"config/{name}.py": text for name, text in settings.items()}
    return [one.name for one in settings_of(index_of(root, {"config/__init__.py": "", **files})).middleware]


@pytest.mark.parametrize(
    "text",
    [
        "MIDDLEWARE = ['a', 'b']",
        "MIDDLEWARE = ('a', 'b')",
        "MIDDLEWARE = ['a']\nMIDDLEWARE += ['b']",
        "MIDDLEWARE = ['a']\nMIDDLEWARE.append('b')",
        "MIDDLEWARE = ['a']\nMIDDLEWARE.insert(0, 'b')",
        "MIDDLEWARE = ['a']\nif DEBUG:\n    MIDDLEWARE = [*MIDDLEWARE, 'b']",
        "MIDDLEWARE: list[str] = ['a'] + ['b']",
        "MIDDLEWARE = ['a', 'b']\nMIDDLEWARE = [one for one in MIDDLEWARE if one != 'a']",
        "FIRST = ['a']\nMIDDLEWARE = FIRST + ['b']",
        "class Production:\n    MIDDLEWARE = ['a', 'b']",
    ],
)
def test_middleware_is_all_that_the_list_may_hold(text: str, tmp_path: Path) -> None:
    assert names(tmp_path, settings=f"{text}\n") == ["a", "b"]


@pytest.mark.parametrize(
    "text",
    [
        "from .base import *\nMIDDLEWARE += ['b']",
        "from config.base import *\nMIDDLEWARE = MIDDLEWARE + ['b']",
        "from config import base\nMIDDLEWARE = base.MIDDLEWARE + ['b']",
        "from .base import MIDDLEWARE as BASE\nMIDDLEWARE = [*BASE, 'b']",
    ],
)
def test_middleware_of_the_base_settings_is_counted_once(text: str, tmp_path: Path) -> None:
    assert names(tmp_path, base="MIDDLEWARE = ['a']\n", production=f"{text}\n") == ["a", "b"]


def test_entry_that_is_worked_out_has_no_name(tmp_path: Path) -> None:
    assert names(tmp_path, settings="MIDDLEWARE = ['a', f'{PREFIX}.b', get()]\n") == ["a", "", ""]


def test_middleware_of_the_project_is_found(tmp_path: Path) -> None:
    index = index_of(tmp_path, {"settings.py": "MIDDLEWARE = ['app.middleware.Timing', 'app.missing']\n"})
    known, unknown = settings_of(index).middleware

    assert known.symbol is not None
    assert known.symbol.definition is module(index, tmp_path, "app/middleware.py").classes["Timing"]
    assert unknown.symbol is None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("DATABASES = {'default': {'ATOMIC_REQUESTS': True}}", 1),
        ("DATABASES = {'default': {}, 'other': {'ATOMIC_REQUESTS': True}}", 1),
        ("DATABASES = {'default': env.db()}\nDATABASES['default']['ATOMIC_REQUESTS'] = True", 1),
        ("DATABASES = {'default': dict(ENGINE='x', ATOMIC_REQUESTS=True)}", 1),
        ("DATABASES = {'default': {'ATOMIC_REQUESTS': env.bool('ATOMIC')}}", 1),
        ("DATABASES = {'default': {'ATOMIC_REQUESTS': False}}", 0),
        ("DATABASES = {'default': {}}", 0),
    ],
)
def test_atomic_requests_counts_unless_it_is_plainly_false(text: str, count: int, tmp_path: Path) -> None:
    index = index_of(tmp_path, {"settings.py": f"{text}\n"})

    assert len(settings_of(index).atomic_requests) == count


def test_settings_that_only_change_a_few_are_settings(tmp_path: Path) -> None:
    index = index_of(
        tmp_path,
        {
            "config/__init__.py": "",
            "config/base.py": "INSTALLED_APPS = ['app']\nSESSION_ENGINE = 'a'\n",
            "config/production.py": f"{MANAGED}SESSION_ENGINE = 'b'\nCSRF_USE_SESSIONS = env('X')\n",
        },
    )
    settings = settings_of(index)

    assert settings.texts("SESSION_ENGINE") == ("a", "b")
    assert settings.installed_apps == {"app"}
    assert settings.may_be_true("CSRF_USE_SESSIONS")
    assert not settings.may_be_true("DEBUG")


def test_backends_of_caches_are_told_by_alias(tmp_path: Path) -> None:
    caches = "{'default': {'BACKEND': 'a.Memory'}, 'other': {'BACKEND': get()}, 'third': get()}"
    text = f"INSTALLED_APPS = []\nCACHES = {caches}\n"
    index = index_of(tmp_path, {"settings.py": text})

    assert settings_of(index).cache_backends == {"default": ("a.Memory",), "other": ("",), "third": ("",)}


def test_each_project_of_a_folder_has_its_own_settings(tmp_path: Path) -> None:
    files = {
        "one/manage.py": "",
        "one/settings.py": "ROOT_URLCONF = 'urls'\nSESSION_ENGINE = 'a'\n",
        "one/views.py": VIEW,
        "two/manage.py": "",
        "two/conf/__init__.py": "",
        "two/conf/settings.py": "ROOT_URLCONF = 'urls'\nSESSION_ENGINE = 'b'\n",
        "two/views.py": VIEW,
    }
    index = index_of(tmp_path, files)

    assert settings_of(index, module(index, tmp_path, "one/views.py")).texts("SESSION_ENGINE") == ("a",)
    assert settings_of(index, module(index, tmp_path, "two/views.py")).texts("SESSION_ENGINE") == ("b",)
    assert settings_of(index).texts("SESSION_ENGINE") == ("a", "b")


@pytest.mark.parametrize(
    ("files", "serving"),
    [
        ({"wsgi.py": WSGI}, Serving.WSGI),
        ({"settings.py": "WSGI_APPLICATION = 'wsgi.application'\n"}, Serving.WSGI),
        ({"wsgi.py": WSGI, "asgi.py": ASGI}, Serving.UNKNOWN),
        ({"wsgi.py": WSGI, "asgi.py": ASGI, "requirements.txt": "gunicorn\n"}, Serving.WSGI),
        ({"wsgi.py": WSGI, "asgi.py": ASGI, "requirements.txt": "gunicorn\nuvicorn[standard]\n"}, Serving.ASGI),
        ({"wsgi.py": WSGI, "requirements.txt": "channels>=4\n"}, Serving.ASGI),
        ({"wsgi.py": WSGI, "gunicorn.conf.py": "worker_class = 'uvicorn.workers.UvicornWorker'\n"}, Serving.ASGI),
        ({"wsgi.py": WSGI, "settings.py": "INSTALLED_APPS = ['daphne']\n"}, Serving.ASGI),
        ({"settings.py": "ASGI_APPLICATION = 'asgi.application'\nWSGI_APPLICATION = 'x'\n"}, Serving.ASGI),
        ({}, Serving.UNKNOWN),
    ],
)
def test_serving_is_what_all_hints_agree_on(files: dict[str, str], serving: Serving, tmp_path: Path) -> None:
    index = index_of(tmp_path, files)

    assert serving_of(index, module(index, tmp_path, "app/views.py")) is serving


def said(root: Path, code: str, files: dict[str, str]) -> list[tuple[str, int, str]]:
    """The findings of a rule, each by its file, line and message."""
    results = run([write(root, {**APP, **files})], RunSettings(select=(code,))).results
    assert [one.error for one in results if one.error] == []
    return [
        (one.path.relative_to(root).as_posix(), one.span.start.row, one.message)
        for result in results
        for one in result.findings
    ]


def test_async_views_under_wsgi_are_reported_at_the_application(tmp_path: Path) -> None:
    (finding,) = said(tmp_path, "DP002", {"wsgi.py": WSGI, "settings.py": "ROOT_URLCONF = 'app.urls'\n"})

    assert finding[:2] == ("wsgi.py", 2)
    assert finding[2].startswith("app.views.index: asynchronous under WSGI")


def test_async_views_under_wsgi_are_reported_at_the_first_without_an_application(tmp_path: Path) -> None:
    (finding,) = said(tmp_path, "DP002", {"settings.py": "WSGI_APPLICATION = 'elsewhere.application'\n"})

    assert finding[:2] == ("app/views.py", 1)


def test_middleware_is_reported_where_it_is_entered(tmp_path: Path) -> None:
    files = {
        "config/__init__.py": "",
        "config/base.py": "MIDDLEWARE = [\n    'app.middleware.Timing',\n]\n",
        "config/production.py": f"{MANAGED}MIDDLEWARE += ['whitenoise.middleware.WhiteNoiseMiddleware']\n",
    }

    assert [finding[:2] for finding in said(tmp_path, "DP003", files)] == [
        ("config/base.py", 2),
        ("config/production.py", 2),
    ]


@pytest.mark.parametrize(
    ("requirements", "is_said"),
    [
        ("django==5.2\nasgiref==3.8.1\n", False),
        ("django==5.2\nasgiref==3.7.2\n", True),
        ("django==5.2\n", True),
        ("django==4.2\nasgiref==3.7.2\n", False),
    ],
)
def test_disconnect_is_spoken_of_where_it_depends_on_asgiref(requirements: str, is_said: bool, tmp_path: Path) -> None:
    files = {"settings.py": "MIDDLEWARE = ['app.middleware.Timing']\n", "requirements.txt": requirements}
    (result,) = run([write(tmp_path, {**APP, **files})], RunSettings(select=("DP003",))).results

    assert ("asgiref 3.8.1" in result.findings[0].reason) is is_said


@pytest.mark.parametrize(
    ("middleware", "subjects"),
    [
        ("'whitenoise.middleware.WhiteNoiseMiddleware'", ["whitenoise.middleware.WhiteNoiseMiddleware"]),
        ("'app.middleware.Timing'", ["app.middleware.Timing"]),
        ("'django.middleware.common.CommonMiddleware'", []),
    ],
)
def test_views_that_can_be_converted_tell_of_their_middleware(
    middleware: str, subjects: list[str], tmp_path: Path
) -> None:
    files = {
        "settings.py": f"MIDDLEWARE = [{middleware}]\nASGI_APPLICATION = 'asgi.application'\n",
        "app/views.py": "import time\n\n\ndef index(request):\n    time.sleep(1)\n    return None\n",
        "requirements.txt": "django==5.2\n",
    }
    result = run([write(tmp_path, {**APP, **files})], RunSettings(select=("AV001", "DP003")))

    assert [one.subject for one in result.notices] == subjects
    assert [finding.code for one in result.results for finding in one.findings] == ["AV001"]
