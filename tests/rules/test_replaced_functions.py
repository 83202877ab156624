"""Functions in whose place somebody puts something else, which may not be awaitable."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from trees import write

from channels_fix.engine import run
from channels_fix.results import Settings

URLS = """\
from django.urls import path

import views

urlpatterns = [path("report/", views.report)]
"""
FEED = """\
import time


class Feed:
    def pull(self):
        time.sleep(1)


class Cached(Feed):
    {}


{}
"""
VIEWS = """\
from feeds import Feed


def report(request):
    return Feed().pull()
"""
FUNCTION = """\
import time


def pull():
    time.sleep(1)
"""
CALLING = """\
import feeds


def report(request):
    return feeds.pull()
"""
ASKING = """\
import requests


class Errors:
    def process_exception(self, request, exception):
        if isinstance(exception, (ValueError, requests.RequestException)):
            return None
"""
FETCHING = """\
import requests


def report(request):
    return requests.get("https://billing.example", timeout=3).json()
"""


def said(root: Path, files: dict[str, str], **options: object) -> list[str]:
    """What is said of the view."""
    write(root, {name: dedent(text) for name, text in files.items()})
    result = run([root], Settings(select=("AV001",), unsafe_fixes=True, options=options))
    return [finding.reason for one in result.results for finding in one.findings]


@pytest.mark.parametrize(
    ("member", "behind", "reason"),
    [
        ("pull = lambda self: 3", "", "Cached.pull is no function"),
        ("pull = print", "", "Cached.pull is no function"),
        ("def open(self): self.pull = print", "", "Cached assigns its `pull`"),
        ("pass", "Feed.pull = print", "feeds.py:13 puts something else in the place of Feed.pull"),
    ],
)
def test_method_that_may_be_another_thing_is_not_awaited(member: str, behind: str, reason: str, tmp_path: Path) -> None:
    (found,) = said(tmp_path, {"urls.py": URLS, "views.py": VIEWS, "feeds.py": FEED.format(member, behind)})

    assert reason in found


@pytest.mark.parametrize(
    ("member", "behind"),
    [
        ("def pull(self): return 3", ""),
        ("pass", "class Other: pull = print"),
        ("pull_all = print", "Feed.push = print"),
    ],
)
def test_method_that_others_have_nothing_to_do_with_is_awaited(member: str, behind: str, tmp_path: Path) -> None:
    assert said(tmp_path, {"urls.py": URLS, "views.py": VIEWS, "feeds.py": FEED.format(member, behind)}) == [""]


@pytest.mark.parametrize(
    ("patch", "doubt"),
    [
        ('patch("feeds.pull", lambda: 3)', "test_feeds.py:4 patches pull with what must be awaitable now"),
        ('patch("feeds.pull", new=print)', "test_feeds.py:4 patches pull with what must be awaitable now"),
        ('patch.object(feeds, "pull", print)', "test_feeds.py:4 patches pull with what must be awaitable now"),
        ('patch("feeds.pull", return_value=3)', ""),
        ('patch("other.push", print)', ""),
    ],
)
def test_test_that_patches_a_helper_by_hand_is_a_doubt(patch: str, doubt: str, tmp_path: Path) -> None:
    test = f"import feeds\nfrom unittest.mock import patch\n\nwith {patch}:\n    pass\n"

    assert said(tmp_path, {"urls.py": URLS, "views.py": CALLING, "feeds.py": FUNCTION, "test_feeds.py": test}) == [
        doubt
    ]


def test_test_that_patches_what_is_not_called_any_more_is_a_doubt(tmp_path: Path) -> None:
    test = 'from unittest.mock import patch\n\nwith patch("feeds.pull", return_value=3):\n    pass\n'
    files = {
        "urls.py": URLS,
        "views.py": CALLING,
        "feeds.py": FUNCTION,
        "jobs.py": "from feeds import pull\n\npull()\n",
    }

    assert said(tmp_path, files | {"test_feeds.py": test}) == [
        "test_feeds.py:3 patches pull, and apull is called in its place now"
    ]


def test_who_asks_for_errors_of_requests_is_a_doubt(tmp_path: Path) -> None:
    (found,) = said(
        tmp_path,
        {"urls.py": URLS, "views.py": FETCHING, "errors.py": ASKING},
        **{"http-client": "httpx"},
    )

    assert "process_exception in errors.py asks for errors of requests: others come now" in found
