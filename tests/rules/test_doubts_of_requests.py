"""What a person is told to look at where httpx makes a call of requests."""

from __future__ import annotations

from pathlib import Path

import pytest
from trees import write

from channels_fix.engine import run
from channels_fix.results import Settings
from codemods.facts import table

ALWAYS: str = table("http")["differences"]["always"]
BODY = (
    "where the body of a response stops coming, requests raises ConnectionError, httpx ReadTimeout; "
    "where it breaks off, ChunkedEncodingError, and httpx RemoteProtocolError"
)
HEAD = """\
import requests
from django.http import HttpResponse
from django.urls import path


"""
VIEW = """\
def report(request):
    try:
        found = requests.get("https://shop.example/report", timeout=5)
    except requests.{}:
        return HttpResponse(status=502)
    return HttpResponse(found.content)


urlpatterns = [path("report/", report)]
"""
CALLING = """\
def fetch():
    return requests.get("https://shop.example/report", timeout=5).content


def report(request):
    try:
        return HttpResponse(fetch())
    except requests.ConnectionError:
        return HttpResponse(status=502)


urlpatterns = [path("report/", report)]
"""
SAYING = """\
def report(request):
    found = requests.get("https://shop.example/report", timeout=5)
    found.raise_for_status()
    return HttpResponse(found.content)


urlpatterns = [path("report/", report)]
"""
NINJA = """\
import requests
from ninja import NinjaAPI

api = NinjaAPI()


@api.exception_handler({})
def failed(request, error):
    return None


@api.get("/report")
def report(request):
    return {{"length": len(requests.get("https://shop.example/report", timeout=5).content)}}
"""


def doubts(root: Path, text: str) -> list[str]:
    """What is said of the one view that becomes asynchronous."""
    project = '[project]\nname = "x"\ndependencies = ["django>=5.2", "django-ninja>=1.5", "httpx", "requests"]\n'
    write(root, {"pyproject.toml": project, "urls.py": text})
    (finding,) = (one for result in run([root], Settings(select=("AV001",))).results for one in result.findings)
    assert finding.fix is not None
    return finding.reason.split("; ")


@pytest.mark.parametrize("error", ["ConnectionError", "ReadTimeout", "Timeout"])
def test_errors_of_a_body_are_others(error: str, tmp_path: Path) -> None:
    assert doubts(tmp_path, HEAD + VIEW.format(error)) == f"{ALWAYS}; {BODY}".split("; ")


@pytest.mark.parametrize("error", ["ConnectTimeout", "HTTPError", "RequestException", "TooManyRedirects"])
def test_clause_for_what_both_have_is_no_doubt(error: str, tmp_path: Path) -> None:
    assert doubts(tmp_path, HEAD + VIEW.format(error)) == ALWAYS.split("; ")


def test_errors_of_a_body_are_others_for_a_caller(tmp_path: Path) -> None:
    assert doubts(tmp_path, HEAD + CALLING) == f"{ALWAYS}; {BODY}".split("; ")


def test_error_that_is_raised_for_a_redirect_is_a_doubt(tmp_path: Path) -> None:
    said = "`raise_for_status()` raises for 304 and for a redirect that was not followed, too"

    assert doubts(tmp_path, HEAD + SAYING) == [*ALWAYS.split("; "), said]


def test_errors_of_requests_that_django_ninja_hands_on_are_a_doubt(tmp_path: Path) -> None:
    said = "failed in urls.py asks for errors of requests: others come now"

    assert doubts(tmp_path, NINJA.format("requests.RequestException"))[-1] == said


def test_other_errors_that_django_ninja_hands_on_are_no_doubt(tmp_path: Path) -> None:
    assert "asks for errors" not in " ".join(doubts(tmp_path, NINJA.format("ValueError")))
