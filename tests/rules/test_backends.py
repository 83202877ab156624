"""What asks for users awaits Django's own twins only where the settings name nobody else who has a say in that."""

from __future__ import annotations

from pathlib import Path

import pytest
from trees import write

from channels_fix.engine import run
from channels_fix.results import Settings

PROJECT = '[project]\nname = "x"\nrequires-python = ">=3.11"\ndependencies = ["django>=5.2"]\n'
URLS = "from django.urls import path\n\nimport views\n\nurlpatterns = [path('', views.answer)]\n"
VIEW = """\
import time

from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.http import HttpResponse


def answer(request):
    time.sleep(1)
    return HttpResponse({})
"""
AUTH = "'django.contrib.auth.middleware.AuthenticationMiddleware'"
OWN = "class Mark:\n    def __init__(self, get_response): ...\n"


def made(root: Path, settings: str, expression: str) -> str:
    """What becomes of the view."""
    files = {"settings.py": f"ROOT_URLCONF = 'urls'\n{settings}\n", "views.py": VIEW.format(expression), "own.py": OWN}
    write(root, {"pyproject.toml": PROJECT, "urls.py": URLS, **files})
    (result,) = [one for one in run([root], Settings(select=("AV001",), unsafe_fixes=True)).results if one.after]
    return result.after.decode()


@pytest.mark.parametrize(
    "settings",
    [
        "",
        f"MIDDLEWARE = [{AUTH}]",
        f"MIDDLEWARE = ['django.middleware.common.CommonMiddleware', {AUTH}, 'own.Mark']",
        f"MIDDLEWARE = ['whitenoise.middleware.WhiteNoiseMiddleware', {AUTH}]",
    ],
)
def test_user_is_awaited_where_only_django_sets_it(settings: str, tmp_path: Path) -> None:
    assert "request.user = await request.auser()\n" in made(tmp_path, settings, "request.user.username")


@pytest.mark.parametrize(
    "settings",
    [
        f"MIDDLEWARE = [{AUTH}, 'impersonate.middleware.ImpersonateMiddleware']",
        "MIDDLEWARE = ['tokens.TokenMiddleware']",
        "MIDDLEWARE = ['django.middleware.common.CommonMiddleware']",
        f"MIDDLEWARE = [{AUTH}, env('MORE')]",
    ],
)
def test_user_that_another_may_set_is_loaded_in_a_thread(settings: str, tmp_path: Path) -> None:
    text = made(tmp_path, settings, "request.user.username")

    assert "auser" not in text
    assert "    await sync_to_async(lambda: request.user.is_authenticated)()\n" in text


@pytest.mark.parametrize(
    ("settings", "is_native"),
    [
        ("", True),
        ("AUTHENTICATION_BACKENDS = ['django.contrib.auth.backends.ModelBackend']", True),
        ("AUTHENTICATION_BACKENDS = ['django.contrib.auth.backends.ModelBackend', 'guardian.Backend']", False),
        ("AUTHENTICATION_BACKENDS = [env('BACKEND')]", False),
    ],
)
def test_backends_of_others_are_asked_in_a_thread(settings: str, is_native: bool, tmp_path: Path) -> None:
    login = made(tmp_path / "a", settings, "authenticate(request, username='ann')")
    allowed = made(tmp_path / "b", settings, "User.objects.get(pk=1).has_perm('x.y')")

    assert ("await aauthenticate(request" in login) is is_native
    assert (".ahas_perm(" in allowed) is is_native
    assert ("await sync_to_async(authenticate)(request" in login) is not is_native
