"""The whole text of reasons for which views stay, where nothing is to be seen by running what they forbid."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from trees import write

from channels_fix.engine import run
from channels_fix.results import Settings

EXCEPT_STAR = pytest.mark.skipif(sys.version_info < (3, 11), reason="except* came with 3.11")
PROJECT = """\
[project]
name = "shop"
requires-python = ">=3.11"
dependencies = ["django>=5.2", "httpx", "requests"]
"""
URLS = "from django.urls import path\n\nimport views\n\nurlpatterns = [path('answer/', views.{})]\n"
HEAD = """\
import asyncio
import subprocess
import tempfile
import time
from contextlib import suppress
from functools import partial

import httpx
import requests
from django.contrib.auth.decorators import login_required
from django.db import models, transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.views import View
from django.views.generic import ListView
from elsewhere import Mixin, things


class Order(models.Model):
    total = models.IntegerField()
    customer = models.ForeignKey("self", models.CASCADE)

    def save(self, *args, **kwargs):
        time.sleep(1)
        super().save(*args, **kwargs)


class Job(things()):
    def run(self):
        time.sleep(1)


"""
ANSWER = "def answer(request):\n{}    return HttpResponse()\n"
IN_THE_VIEW = [
    pytest.param(
        "    time.sleep(1)\n    print(next(map(str, Order.objects.all())))\n",
        "map calls str only when somebody goes through what it gives: make a list of it, in a comprehension",
        id="map",
    ),
    pytest.param(
        "    time.sleep(1)\n    numbered = enumerate(Order.objects.iterator())\n    print(next(numbered))\n",
        "enumerate asks for rows only when somebody goes through what it gives: make a list of it, in a comprehension",
        id="rows that come piece by piece",
    ),
    pytest.param(
        "    class Inner:\n        pause = time.sleep(1)\n    print(Inner)\n",
        "time.sleep is called where Inner is defined, where nothing can be awaited: call it before",
        id="class",
    ),
    pytest.param(
        "    time.sleep(1)\n    print([row for row in Order.objects.all() or [1]])\n",
        "Order.objects.all() or [1] may ask the database: write it as an if statement",
        id="choice",
    ),
    pytest.param(
        "    time.sleep(1)\n    print(1 < 2 in Order.objects.values_list('pk', flat=True))\n",
        "a chain of comparisons asks the database: write it as several",
        id="chain of comparisons",
    ),
    pytest.param(
        "    time.sleep(1)\n    print(*(row for one in [1] for row in Order.objects.filter(total=one)))\n",
        "a generator expression asks the database again and again: make it a list",
        id="generator expression",
    ),
    pytest.param(
        "    time.sleep(1)\n    asyncio.run(things(), debug=True)\n",
        "it starts an event loop of its own: await the coroutine",
        id="event loop",
    ),
    pytest.param(
        "    time.sleep(1)\n    answer = input()\n    print(answer)\n",
        "it waits for a person at the terminal: take it out of the code of a server",
        id="terminal",
    ),
    pytest.param(
        "    time.sleep(1)\n    order = Order.objects.get()\n    print(f'{f\"of {order.customer}\"}')\n",
        "order.customer is read in an f-string with both kinds of quotes: read it before",
        id="both kinds of quotes",
    ),
    pytest.param(
        "    with transaction.atomic():\n        Order.objects.update(total=2)\n    time.sleep(1)\n"
        "    for order in things():\n        with transaction.atomic():\n            if order:\n"
        "                break\n            Order.objects.update(total=3)\n        time.sleep(1)\n",
        "the block of transaction.atomic must stay in one thread, but "
        "the statements leave the loop around them: let them do that behind",
        id="loop that is left",
    ),
    pytest.param(
        "    time.sleep(1)\n    with transaction.atomic():\n        global n\n        n = Order.objects.count()\n",
        "the block of transaction.atomic must stay in one thread, but "
        "the statements declare names of an outer scope: declare them where the function begins",
        id="names of the module",
    ),
    pytest.param(
        "    Order.objects.update(total=2)\n    file = tempfile.TemporaryFile()\n    Order.objects.update(total=3)\n"
        "    time.sleep(1)\n    file.close()\n",
        "`file` is acquired or released among writes that one thread does: "
        "acquire it before them, and release it behind them",
        id="file among writes",
    ),
    pytest.param(
        "    try:\n        time.sleep(1)\n    except:\n        try:\n            return HttpResponse()\n"
        "        finally:\n            print()\n",
        "a clause for all errors leaves an inner `try`: let it catch Exception only",
        id="inner try",
    ),
    pytest.param(
        "    try:\n        time.sleep(1)\n    except* BaseException:\n        print()\n",
        "an `except*` for all errors would stop the cancellation, too: name the errors",
        id="exception groups",
        marks=EXCEPT_STAR,
    ),
]
DOUBTED = [
    pytest.param(
        "    with subprocess.Popen('sort', stdout=subprocess.PIPE) as program:\n"
        "        print([line.strip() for line in program.stdout])\n        program.wait()\n",
        "all lines are read before the first of them is looked at",
        id="lines of a program",
    ),
    pytest.param(
        "    time.sleep(1)\n",
        "test_shop.py puts something else in the place of `sleep`, which is called no more",
        id="sleep that a test replaces",
    ),
]
LEFT_TO_A_THREAD = [
    pytest.param(
        "    Order(total=1).save()\n",
        "Django runs it in a thread as it is: do the slow work in a method of another name",
        "time.sleep",
        id="method of a model",
    ),
    pytest.param(
        "    Job().run()\n",
        "Job.run may be called by a base class that is not known, which does not await it: "
        "do the slow work in a method of another name",
        "time.sleep",
        id="method of a class with an unknown base",
    ),
    pytest.param(
        "    try:\n        print(requests.get('https://x.test/', timeout=5).text)\n    except things():\n        0\n",
        "what `except things()` catches is not known: name the classes",
        "requests.get",
        id="unknown error",
    ),
    pytest.param(
        "    httpx = None\n    found = requests.get('https://x.test/', timeout=5)\n    print(httpx, found.text)\n",
        "the name httpx stands for something else here: rename that",
        "requests.get",
        id="name that is taken",
    ),
    pytest.param(
        "    found = requests.get('https://x.test/', timeout=5)\n    print(found.text)\n    found = things()\n",
        "`found` is not always a response of requests: give that a name of its own",
        "requests.get",
        id="name with another value",
    ),
    pytest.param(
        "    with suppress(requests.Timeout):\n        found = requests.get('https://x.test/', timeout=5)\n"
        "        print(found.text)\n",
        "`with suppress(requests.Timeout)` is for errors of requests: catch them in a try",
        "requests.get",
        id="suppressed errors",
    ),
    pytest.param(
        "    given = things()\n    print(httpx.get('https://x.test/', **given).text)\n",
        "whether an argument is one of the client or of the request is not known: name the arguments",
        "httpx.get",
        id="arguments of httpx",
    ),
    pytest.param(
        "    if httpx.get('https://x.test/').text:\n        print()\n",
        "a client is opened for a whole statement: give the response a name in a statement of its own",
        "httpx.get",
        id="part of a statement",
    ),
    pytest.param(
        "    found = httpx.get('https://x.test/', verify=things())\n    print(found.text)\n",
        "an argument of the client is worked out in the call: give it a name",
        "httpx.get",
        id="argument of the client",
    ),
]
NESTED = (
    "time.sleep is called in a comprehension inside of another one, which can await only from Python 3.11 on: "
    "write one of them as a loop, or require that version"
)
STREAMED = [
    pytest.param(
        "def lines():\n    time.sleep(1)\n    yield 'a'\n    return 1\n",
        "lines is a generator that returns a value, which an asynchronous one cannot: yield it",
        id="value",
    ),
    pytest.param(
        "def lines():\n    time.sleep(1)\n    yield from things()\n",
        "what lines yields from is not known: go through it in a loop",
        id="yields from what is not known",
    ),
]
DECORATED = [
    pytest.param(
        "django>=5.0",
        "before Django 5.1 nobody awaits the coroutine object that it passes on: require that version",
        id="old",
    ),
    pytest.param(
        "django", "it works from Django 5.1 on, and the version is not known: say it with target-django", id="any"
    ),
]
CLASSES = [
    pytest.param(
        "class Answer(nobody.Knows):\n    def get(self, request):\n        time.sleep(1)\n",
        "one of its base classes cannot be found: import it by its name",
        id="unknown base",
    ),
    pytest.param(
        "class Answer(Mixin, View):\n    def get(self, request):\n        time.sleep(1)\n",
        "what its base class elsewhere.Mixin does with its handlers is not known: derive from others",
        id="base from elsewhere",
    ),
]


def reasons(root: Path, code: str, route: str = "answer", **others: str) -> list[str]:
    """What is said of views that stay."""
    files = {"pyproject.toml": PROJECT, "urls.py": URLS.format(route), "views.py": HEAD + code}
    return said_of(write(root, files | {f"{name}.py": text for name, text in others.items()}))


def said_of(root: Path, *, unsafe_fixes: bool = True) -> list[str]:
    """The same of the files that are there; without unsafe fixes, also what must be looked at."""
    result = run([root], Settings(select=("AV001",), unsafe_fixes=unsafe_fixes))
    assert [one.error for one in result.results if one.error] == []
    return [finding.reason for one in result.results for finding in one.left]


@pytest.mark.parametrize(("body", "reason"), IN_THE_VIEW)
def test_view_stays_for_what_it_does(body: str, reason: str, tmp_path: Path) -> None:
    assert reasons(tmp_path, ANSWER.format(body)) == [reason]


@pytest.mark.parametrize(("body", "reason"), DOUBTED)
def test_view_becomes_another_one_only_when_somebody_looks(body: str, reason: str, tmp_path: Path) -> None:
    tests = "from unittest.mock import patch\n\n\n@patch('time.sleep')\ndef test_shop(sleep):\n    sleep(1)\n"
    views = (HEAD + ANSWER).format(body)
    files = {"pyproject.toml": PROJECT, "urls.py": URLS.format("answer"), "views.py": views, "test_shop.py": tests}

    (left,) = said_of(write(tmp_path, files), unsafe_fixes=False)

    assert reason in left


@pytest.mark.parametrize(("body", "reason", "call"), LEFT_TO_A_THREAD)
def test_view_stays_whose_slow_calls_all_do(body: str, reason: str, call: str, tmp_path: Path) -> None:
    left = reasons(tmp_path, ANSWER.format(body))

    assert left == [f"no benefit: a thread would still wait for {call} ({reason})"]


@pytest.mark.parametrize(("code", "reason"), CLASSES)
def test_class_stays_for_its_bases(code: str, reason: str, tmp_path: Path) -> None:
    assert reasons(tmp_path, code, "Answer.as_view()") == [reason]


def test_class_stays_with_another_that_a_comment_keeps(tmp_path: Path) -> None:
    handler = "    def get(self, request):\n        time.sleep(1)\n"
    kept = f"class Kept(View):  # channels-fix: ignore[AV001] measured\n{handler}"

    assert reasons(
        tmp_path, f"{kept}\n\nclass Answer(Kept): ...\n", "Answer.as_view()), path('b/', views.Kept.as_view()"
    ) == ["Kept shares methods with it and stays as it is: a comment says to leave it"]


def test_view_stays_whose_middleware_has_hooks_from_elsewhere(tmp_path: Path) -> None:
    left = reasons(
        tmp_path,
        "from django.utils.decorators import decorator_from_middleware\n\n\n"
        "class Marking(Mixin):\n    def process_request(self, request):\n        request.mark = 1\n\n\n"
        "@decorator_from_middleware(Marking)\n" + ANSWER.format("    time.sleep(1)\n"),
    )

    why = "what Marking does is not known, and it would run on the event loop: do that in the view"
    assert left == [f"`decorator_from_middleware(Marking)`: {why}"]


def test_class_stays_whose_view_hides_in_a_partial(tmp_path: Path) -> None:
    left = reasons(
        tmp_path,
        "class Answer(View):\n    def get(self, request, size):\n        time.sleep(1)\n\n\n"
        "answer = partial(Answer.as_view(), size=2)\n",
    )

    assert left == [
        "`partial`: it hides from Django that `as_view()` gave a coroutine function: give the arguments in the URLconf"
    ]


@pytest.mark.parametrize(("code", "reason"), STREAMED)
def test_view_stays_for_the_generator_that_it_streams(code: str, reason: str, tmp_path: Path) -> None:
    (left,) = reasons(tmp_path, f"{code}\n\ndef answer(request):\n    return StreamingHttpResponse(lines())\n")

    assert reason in left


@pytest.mark.parametrize(("django", "reason"), DECORATED)
def test_view_stays_where_its_decorator_may_not_await_it(django: str, reason: str, tmp_path: Path) -> None:
    project = PROJECT.replace("django>=5.2", django)
    files = {"pyproject.toml": project, "urls.py": URLS.format("answer")}
    left = said_of(
        write(tmp_path, files | {"views.py": f"{HEAD}@login_required\n{ANSWER}".format("    time.sleep(1)\n")})
    )

    assert left == [f"`login_required`: {reason}"]


def test_calls_of_requests_stay_without_an_asynchronous_client(tmp_path: Path) -> None:
    project = PROJECT.replace('"httpx", ', "")
    body = "    found = requests.get('https://x.test/', timeout=5)\n    print(found.text)\n"
    files = {"pyproject.toml": project, "urls.py": URLS.format("answer")}
    left = said_of(write(tmp_path, files | {"views.py": (HEAD + ANSWER).format(body)}))

    why = "no async HTTP client: add httpx to the project, or name one with --http-client"
    assert left == [f"no benefit: a thread would still wait for requests.get ({why})"]


@EXCEPT_STAR
def test_error_group_of_single_errors_lets_the_cancellation_out(tmp_path: Path) -> None:
    body = "    try:\n        time.sleep(1)\n    except* ValueError:\n        print()\n"

    assert reasons(tmp_path, ANSWER.format(body)) == []


def test_queries_on_the_event_loop_that_go_unseen_keep_views(tmp_path: Path) -> None:
    settings = "import os\n\nos.environ['DJANGO_ALLOW_ASYNC_UNSAFE'] = 'true'\n"

    assert reasons(tmp_path, ANSWER.format("    time.sleep(1)\n"), settings=settings) == [
        "DJANGO_ALLOW_ASYNC_UNSAFE is set, with which queries on the event loop go unseen: take it away first"
    ]


def test_queries_that_go_unseen_in_tests_alone_keep_nothing(tmp_path: Path) -> None:
    tests = "import os\n\nos.environ.setdefault('DJANGO_ALLOW_ASYNC_UNSAFE', 'true')\n"

    assert reasons(tmp_path, ANSWER.format("    time.sleep(1)\n"), conftest=tests) == []


def test_server_without_an_event_loop_gives_no_benefit(tmp_path: Path) -> None:
    settings = "ROOT_URLCONF = 'urls'\nWSGI_APPLICATION = 'wsgi.application'\n"
    wsgi = "from django.core.wsgi import get_wsgi_application\n\napplication = get_wsgi_application()\n"

    assert reasons(tmp_path, ANSWER.format("    time.sleep(1)\n"), settings=settings, wsgi=wsgi) == [
        (
            "no benefit: the project is served by WSGI (it has no ASGI application), where no disconnect cancels a "
            "view: let its requirements name an ASGI server first"
        )
    ]


def test_server_that_the_requirements_name_is_named(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("django==5.2\ngunicorn==23.0\n")

    assert reasons(tmp_path, ANSWER.format("    time.sleep(1)\n")) == [
        (
            "no benefit: the project is served by WSGI (gunicorn is among its requirements), where no disconnect "
            "cancels a view: let its requirements name an ASGI server first"
        )
    ]


@pytest.mark.parametrize(("python", "expected"), [(">=3.10", [NESTED]), (">=3.11", [])])
def test_comprehension_in_another_one_awaits_from_some_python_on(
    python: str, expected: list[str], tmp_path: Path
) -> None:
    body = "    print([[time.sleep(one) for one in range(2)] for other in range(2)])\n"
    files = {"pyproject.toml": PROJECT.replace(">=3.11", python), "urls.py": URLS.format("answer")}

    assert said_of(write(tmp_path, files | {"views.py": (HEAD + ANSWER).format(body)})) == expected
