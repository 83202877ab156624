"""What else of a project has to do with a view that changes: tests that replace functions, objects built by hand."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from trees import write

from channels_fix.engine import run
from channels_fix.results import Settings

VIEWS = """\
import time

from django.http import HttpResponse
from django.urls import path
from django.views import View


def poll(number):
    time.sleep(0.01)
    return number


def fetch(number):
    time.sleep(0.01)
    return number


def show(request, pk):
    return HttpResponse(poll(pk) + fetch(pk))


class Page(View):
    def get(self, request):
        return HttpResponse(poll(1))


urlpatterns = [path("<int:pk>/", show), path("", Page.as_view())]
"""
COMMAND = "from views import fetch\n\nfetch(1)\n"


def decided(root: Path, files: dict[str, str]) -> tuple[dict[str, str], dict[str, str | None]]:
    """What the files become, and by their messages what is said of the views."""
    write(root, {name: dedent(text) for name, text in files.items()})
    result = run([root], Settings(select=("AV001",)))
    fixed = run([root], Settings(select=("AV001",), unsafe_fixes=True))
    assert [one.error for one in fixed.results if one.error] == []
    made = {one.path.name: (one.after or b"").decode() for one in fixed.results if one.after is not None}
    findings = [finding for one in result.results for finding in one.findings]
    return made, {one.message.partition(":")[0]: one.reason or "" for one in findings}


@pytest.mark.parametrize(
    ("test", "doubt"),
    [
        ('patch("views.fetch", return_value=1)', "test_it.py:3 patches fetch, and afetch is called in its place now"),
        ('patch.object(views, "fetch")', "test_it.py:3 patches fetch, and afetch is called in its place now"),
        ('patch("views.poll", return_value=1)', ""),
        ('patch("views.poll", lambda number: 1)', "test_it.py:3 patches poll with what must be awaitable now"),
        ('setattr(views, "poll", int)', "test_it.py:3 patches poll with what must be awaitable now"),
        ('patch("other.poll", int)', ""),
        ('setattr(views.Page, "poll", int)', ""),
    ],
)
def test_tests_that_replace_a_function_are_a_doubt(tmp_path: Path, test: str, doubt: str) -> None:
    tests = f"from unittest.mock import patch\nimport views\n{test}\n"

    _, said = decided(tmp_path, {"views.py": VIEWS, "command.py": COMMAND, "test_it.py": tests})

    assert said["show"] == doubt


def test_handlers_of_objects_that_tests_build_are_called_through_async_to_sync(tmp_path: Path) -> None:
    tests = """\
    from views import Page


    class Tests:
        def setup_method(self):
            self.page = Page()

        def test_page(self, request):
            page = Page()
            page.setup(request)
            assert page.get(request)
            assert self.page.get(request)
            assert Page().dispatch(request)
            assert {}.get(request) is None

        async def test_later(self, request):
            assert self.page.get(request)
    """

    made, said = decided(tmp_path, {"views.py": VIEWS, "test_it.py": tests})

    assert said["Page"] == ""
    assert "assert async_to_sync(page.get)(request)\n" in made["test_it.py"]
    assert "assert async_to_sync(self.page.get)(request)\n" in made["test_it.py"]
    assert "assert async_to_sync(Page().dispatch)(request)\n" in made["test_it.py"]
    assert "assert {}.get(request) is None\n" in made["test_it.py"]
    assert "assert await self.page.get(request)\n" in made["test_it.py"]


def test_view_that_builds_another_one_awaits_it(tmp_path: Path) -> None:
    views = VIEWS.replace("HttpResponse(poll(pk) + fetch(pk))", "Page().get(request)")

    made, said = decided(tmp_path, {"views.py": views})

    assert said["Page"] == ""
    assert "return await Page().get(request)\n" in made["views.py"]


RECURSION = """\
import requests
from django.http import JsonResponse
from django.urls import path

{}

def walk(depth):
    if depth <= 0:
        return []
    return [ask(f"https://nodes.example/{{depth}}"), *walk(depth - 1)]


def tree(request, depth):
    return JsonResponse({{"totals": walk(depth)}})


urlpatterns = [path("<int:depth>/", tree)]
"""
PROJECT = '[project]\nname = "site"\nversion = "1"\ndependencies = ["django>=5.2", "httpx"]\n'


def test_what_a_recursive_function_gives_is_awaited_before_a_thread_looks_at_it(tmp_path: Path) -> None:
    asking = "\ndef ask(url):\n    return requests.get(url, timeout=3).json()\n"

    made, _ = decided(tmp_path, {"pyproject.toml": PROJECT, "views.py": RECURSION.format(asking)})

    assert "*await sync_to_async(list)(await walk(depth - 1))]\n" in made["views.py"]
    assert 'await ask(f"https://nodes.example/{depth}")' in made["views.py"]


def test_recursion_alone_is_no_gain(tmp_path: Path) -> None:
    asking = "\ndef ask(url):\n    return print(requests.get(url, timeout=3))\n"

    made, said = decided(tmp_path, {"pyproject.toml": PROJECT, "views.py": RECURSION.format(asking)})

    assert made == {}
    assert said["tree"].startswith("no benefit: a thread would still wait for requests.get")


FAMILY = """\
import time

from django.http import HttpResponse
from django.urls import path
from django.views import View


class Page(View):
    def get(self, request):
        return HttpResponse(str(self.extra()))

    def extra(self):
        return self.more()

    def more(self):
        return 1


class Quick(Page):
    def extra(self):
        return 2


class Slow(Page):
    def more(self):
        time.sleep(0.01)
        return super().more()


def other(request):
    time.sleep(0.01)
    return HttpResponse(Quick().extra())


urlpatterns = [path("", Slow.as_view()), path("q/", Quick.as_view()), path("p/", Page.as_view()), path("o/", other)]
"""


def test_way_to_a_wait_leads_through_the_methods_that_the_class_itself_has(tmp_path: Path) -> None:
    write(tmp_path, {"views.py": FAMILY})

    result = run([tmp_path], Settings(select=("AV001",)))

    assert [finding.message for one in result.results for finding in one.findings] == [
        "Slow: holds a thread while it waits: Page.get -> Page.extra -> Slow.more -> time.sleep, views.py:26",
        "other: holds a thread while it waits: other -> time.sleep, views.py:31",
    ]


def test_method_that_does_nothing_slow_is_awaited_where_it_changes_with_its_kin(tmp_path: Path) -> None:
    made, _ = decided(tmp_path, {"views.py": FAMILY})

    assert "    async def more(self):\n        return 1\n" in made["views.py"]
    assert "return await super().more()\n" in made["views.py"]
    assert "HttpResponse(await Quick().extra())" in made["views.py"]


def test_method_that_does_nothing_slow_is_called_as_it_is_where_its_kin_get_twins(tmp_path: Path) -> None:
    command = "from views import Page\n\nPage().more()\nPage().extra()\n"

    made, _ = decided(tmp_path, {"views.py": FAMILY, "command.py": command})

    assert "    async def amore(self):\n        return 1\n" in made["views.py"]
    assert "return super().more()\n" in made["views.py"]
    assert "HttpResponse(Quick().extra())" in made["views.py"]


def test_twin_is_not_called_like_an_await(tmp_path: Path) -> None:
    command = "from views import wait_for\n\nwait_for(1)\n"

    made, _ = decided(tmp_path, {"views.py": VIEWS.replace("fetch", "wait_for"), "command.py": command})

    assert "await wait_for_async(pk)" in made["views.py"]


def test_helper_that_a_comment_says_to_leave_stays(tmp_path: Path) -> None:
    views = VIEWS.replace("def poll(number):", "def poll(number):  # channels-fix: ignore[AV001]")

    made, said = decided(tmp_path, {"views.py": views})

    assert "\ndef poll(number):  # channels-fix: ignore[AV001]\n" in made["views.py"]
    assert "await sync_to_async(poll)(pk)" in made["views.py"]
    assert said["Page"].endswith("time.sleep (a comment says to leave poll as it is)")


def test_twin_imports_only_what_it_uses_itself(tmp_path: Path) -> None:
    views = VIEWS.replace("return HttpResponse(poll(pk)", "return HttpResponse(more(pk)")
    helper = "from views import poll\n\n\ndef more(number):\n    from views import fetch\n\n    return fetch(number)\n"
    command = "from helper import more\nfrom views import fetch\n\nmore(fetch(1))\n"
    files = {"views.py": "from helper import more\n" + views, "helper.py": helper, "command.py": command}

    made, _ = decided(tmp_path, files)

    assert "async def amore(number):\n    from views import afetch\n\n" in made["helper.py"]


def test_function_that_handles_errors_in_the_urlconf_itself_is_reported(tmp_path: Path) -> None:
    views = VIEWS + "\n\ndef handler500(request):\n    return HttpResponse(poll(1))\n"

    _, said = decided(tmp_path, {"views.py": views})

    assert said["handler500"].startswith("Django calls a handler of errors without awaiting it")


def test_what_a_context_manager_of_the_project_gives_is_known(tmp_path: Path) -> None:
    views = """\
    import contextlib

    import requests
    from django.http import HttpResponse
    from django.urls import path


    @contextlib.contextmanager
    def opened():
        with requests.Session() as session:
            yield session


    def show(request):
        with opened() as session:
            return HttpResponse(session.get("https://pages.example/", timeout=3).text)


    urlpatterns = [path("", show)]
    """

    made, said = decided(tmp_path, {"pyproject.toml": PROJECT, "views.py": views})

    assert made == {}
    assert said["show"].startswith("no benefit: a thread would still wait for requests.Session.get")


def test_helper_that_a_file_names_which_cannot_be_parsed_gets_a_twin(tmp_path: Path) -> None:
    made, _ = decided(tmp_path, {"views.py": VIEWS, "old.py": "from views import fetch\nprint fetch(1)\n"})

    assert "\ndef fetch(number):\n    time.sleep(0.01)\n" in made["views.py"]
    assert "await afetch(pk)" in made["views.py"]
    assert "await poll(pk)" in made["views.py"]
