"""CE001 over several files, what it refuses and why, and what it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from trees import ASYNC, write

from channels_fix.engine import fix_text, run
from channels_fix.results import Settings
from channels_fix.rule import Applicability, Finding

CONSUMER = f"{ASYNC}\n\nclass Chat(AsyncWebsocketConsumer):\n"
RECEIVE = "    async def receive(self, text_data=None, bytes_data=None):\n"
SWALLOW = "    try:\n        await {}\n    except BaseException:\n        print('failed')\n"
GUARDED = f"async def guarded(name):\n{SWALLOW.format('work(name)')}"
GOES_ON = "stops the cancellation of the task, which goes on"


def found(root: Path, pyproject: str = "", **files: str) -> list[str]:
    """What CE001 says about a project."""
    write(root, {"pyproject.toml": pyproject, **{f"{name}.py": text for name, text in files.items()}})
    results = run([root], Settings(select=("CE001",))).results
    assert [one.error for one in results if one.error] == []
    return [f"{one.path.name}: {finding.message}" for one in results for finding in one.findings]


def findings(text: str) -> tuple[Finding, ...]:
    return fix_text(text.encode(), Settings(select=("CE001",)), Path("/nowhere/a.py")).findings


def in_receive(body: str, above: str = "") -> str:
    lines = "".join(f"        {line}\n" for line in body.splitlines())
    return f"{above}{CONSUMER}{RECEIVE}{lines}"


def test_helper_in_another_file(tmp_path: Path) -> None:
    consumer = f"{ASYNC}from helpers import guarded\n\n\nclass Chat(AsyncWebsocketConsumer):\n{RECEIVE}"

    said = found(tmp_path, helpers=GUARDED, consumers=f"{consumer}        await guarded(text_data)\n")

    assert said == [f"helpers.py: guarded: `except BaseException` {GOES_ON}"]


def test_helper_that_no_consumer_awaits(tmp_path: Path) -> None:
    assert (
        found(
            tmp_path,
            helpers=GUARDED,
            scripts="from helpers import guarded\n\n\nasync def main():\n    await guarded(1)\n",
        )
        == []
    )


def test_helper_that_a_consumer_only_starts_as_a_task(tmp_path: Path) -> None:
    consumer = (
        f"import asyncio\nfrom helpers import guarded\n{CONSUMER}{RECEIVE}        asyncio.create_task(guarded(1))\n"
    )

    assert found(tmp_path, helpers=GUARDED, consumers=consumer) == []


def test_view_that_another_file_routes(tmp_path: Path) -> None:
    views = f"async def report(request):\n{SWALLOW.format('work()')}"
    urls = "from django.urls import path\n\nimport views\n\nurlpatterns = [path('report/', views.report)]\n"

    assert found(tmp_path, views=views, urls=urls) == [f"views.py: report: `except BaseException` {GOES_ON}"]


def test_view_of_a_router_of_ninja(tmp_path: Path) -> None:
    views = (
        f"from ninja import Router\n\nrouter = Router()\n\n\n@router.get('/')\nasync def report(request):\n{SWALLOW}"
    )

    assert found(tmp_path, views=views.format("work()")) == [f"views.py: report: `except BaseException` {GOES_ON}"]


def test_asynchronous_function_that_nobody_routes_is_no_view(tmp_path: Path) -> None:
    assert found(tmp_path, views=f"async def report(request):\n{SWALLOW.format('work()')}") == []


def test_mixin_in_another_file(tmp_path: Path) -> None:
    mixin = "class Loads:\n    async def receive(self, text_data):\n" + "".join(
        f"    {line}\n" for line in SWALLOW.format("work()").splitlines()
    )
    consumer = f"{ASYNC}from mixins import Loads\n\n\nclass Chat(Loads, AsyncWebsocketConsumer): ...\n"

    assert found(tmp_path, mixins=mixin, consumers=consumer) == [
        f"mixins.py: Loads.receive: `except BaseException` {GOES_ON}"
    ]


def test_helpers_that_await_one_another(tmp_path: Path) -> None:
    helpers = (
        f"async def first(name):\n    await second(name)\n\n\n"
        f"async def second(name):\n    await first(name)\n{SWALLOW.format('work()')}\n\n"
        f"async def third(name):\n    await second(name)\n{SWALLOW.format('work()')}"
    )
    consumer = f"from helpers import first\n{CONSUMER}{RECEIVE}        await first(text_data)\n"

    assert found(tmp_path, helpers=helpers, consumers=consumer) == [
        f"helpers.py: second: `except BaseException` {GOES_ON}"
    ]


def test_code_for_python_3_7_is_left_alone(tmp_path: Path) -> None:
    project = "[project]\nname = 'chat'\nrequires-python = '>=3.7'\n"

    assert found(tmp_path, project, consumers=in_receive("try:\n    await work()\nexcept:\n    pass")) == []


def test_code_for_python_3_8_is_not(tmp_path: Path) -> None:
    project = "[project]\nname = 'chat'\nrequires-python = '>=3.8'\n"

    assert found(tmp_path, project, consumers=in_receive("try:\n    await work()\nexcept:\n    pass")) == [
        f"consumers.py: Chat.receive: the bare `except` {GOES_ON}"
    ]


EXIT = """\
class Quiet:
    async def __aenter__(self): ...

    async def __aexit__(self, *details):
        return True


"""
LOOP = """\
        asyncio.create_task(self.poll())

    async def poll(self):
        while True:
            try:
                await work()
            except BaseException:
                pass
"""
TRY = "try:\n    await work()\n"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (in_receive("async with Quiet():\n    await work()", EXIT), "let it return a false value for CancelledError"),
        (
            in_receive(f"{TRY}except anyio.get_cancelled_exc_class():\n    pass", "import anyio\n"),
            "end the clause with `raise`",
        ),
        (in_receive(f"{TRY}except trio.Cancelled:\n    pass", "import trio\n"), "end the clause with `raise`"),
        (in_receive(f"{TRY}finally:\n    raise OSError"), "raise it behind the `try`"),
        (
            in_receive(
                "with QUIET:\n    await work()", "import contextlib\n\nQUIET = contextlib.suppress(BaseException)\n"
            ),
            "catch the errors that you expect instead",
        ),
    ],
    ids=["__aexit__", "anyio", "trio", "raise in finally", "suppress in a variable"],
)
def test_what_is_shown_with_what_to_do(text: str, reason: str) -> None:
    (finding,) = findings(text)

    assert finding.applicability is Applicability.DISPLAY
    assert reason in finding.reason


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        (
            in_receive(f"{TRY}except asyncio.CancelledError:\n    raise OSError from None", "import asyncio\n"),
            "who called it got another exception",
        ),
        (in_receive(f"{TRY}finally:\n    return"), "errors that the exit from `finally` discarded"),
        (
            f"import asyncio\n{CONSUMER}    async def connect(self):\n{LOOP}",
            "it runs as a task of its own",
        ),
    ],
    ids=["another exception", "return in finally", "loop of a task"],
)
def test_what_a_person_should_look_at(text: str, doubt: str) -> None:
    (finding,) = findings(text)

    assert finding.applicability is Applicability.UNSAFE
    assert doubt in finding.reason


def test_decorator_of_an_unknown_package_is_a_doubt() -> None:
    body = in_receive(f"{TRY}except:\n    pass", "from company import measured\n")

    (finding,) = findings(body.replace("    async def", "    @measured\n    async def"))

    assert finding.applicability is Applicability.UNSAFE


def test_names_of_the_place_are_those_of_the_wrapper() -> None:
    text = (
        "import functools\n\n\ndef logged(function):\n    @functools.wraps(function)\n    async def inner(*args):\n"
        "        try:\n            return await function(*args)\n        except:\n            print('failed')\n\n"
        f"    return inner\n\n{CONSUMER}    @logged\n{RECEIVE}        await work()\n"
    )

    assert [one.message for one in findings(text)] == [f"logged.inner: the bare `except` {GOES_ON}"]
