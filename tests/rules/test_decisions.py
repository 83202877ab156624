"""Which functions become coroutine functions, where, and what becomes of those that call them."""

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

urlpatterns = [path("report/", views.report), path("other/", views.other)]
"""
HELPER = """\
import time


def poll(job):
    time.sleep(1)
    return job
"""
VIEWS = """\
from billing import poll


def report(request):
    return poll(request)


def other(request):
    return None
"""


def decided(root: Path, files: dict[str, str], *, unsafe: bool = True) -> tuple[dict[str, str], list[str]]:
    """What the files become, and what is said of the views that stay."""
    write(root, {name: dedent(text) for name, text in files.items()})
    result = run([root], Settings(select=("AV001",), unsafe_fixes=unsafe))
    assert [one.error for one in result.results if one.error] == []
    made = {
        one.path.relative_to(root).as_posix(): (one.after or b"").decode()
        for one in result.results
        if one.after is not None
    }
    return made, [finding.reason for one in result.results for finding in one.left]


def test_helper_in_another_file_is_converted_where_it_stands(tmp_path: Path) -> None:
    made, left = decided(tmp_path, {"urls.py": URLS, "views.py": VIEWS, "billing.py": HELPER})

    assert left == []
    assert "async def report(request):\n    return await poll(request)\n" in made["views.py"]
    assert "async def poll(job):\n    await asyncio.sleep(1)\n" in made["billing.py"]


def test_view_that_does_not_block_stays(tmp_path: Path) -> None:
    made, _ = decided(tmp_path, {"urls.py": URLS, "views.py": VIEWS, "billing.py": HELPER})

    assert "\ndef other(request):" in made["views.py"]


def test_helper_that_others_call_gets_a_twin(tmp_path: Path) -> None:
    command = "from billing import poll\n\n\ndef handle():\n    return poll(1)\n"

    made, _ = decided(tmp_path, {"urls.py": URLS, "views.py": VIEWS, "billing.py": HELPER, "command.py": command})

    assert sorted(made) == ["billing.py", "views.py"]
    assert made["billing.py"] == (
        "import asyncio\n" + HELPER + "\n\nasync def apoll(job):\n    await asyncio.sleep(1)\n    return job\n"
    )
    assert "await apoll(request)" in made["views.py"]


def test_helper_of_a_helper_with_a_twin_gets_one_too(tmp_path: Path) -> None:
    helper = HELPER + "\n\ndef fetch(job):\n    return poll(job)\n"
    views = VIEWS.replace("poll", "fetch")
    command = "from billing import fetch\n\nfetch(1)\n"

    made, _ = decided(tmp_path, {"urls.py": URLS, "views.py": views, "billing.py": helper, "command.py": command})

    assert made["billing.py"].startswith("import asyncio\n" + HELPER.rstrip("\n"))
    assert "async def afetch(job):\n    return await apoll(job)\n" in made["billing.py"]


def test_twin_gets_a_name_that_is_free(tmp_path: Path) -> None:
    helper = HELPER + "\n\napoll = None\npoll(1)\n"

    made, _ = decided(tmp_path, {"urls.py": URLS, "views.py": VIEWS, "billing.py": helper})

    assert "async def poll_async(job):" in made["billing.py"]
    assert "await poll_async(request)" in made["views.py"]


def test_function_that_runs_itself_is_converted(tmp_path: Path) -> None:
    helper = "import time\n\n\ndef poll(job):\n    time.sleep(1)\n    return poll(job)\n"

    made, _ = decided(tmp_path, {"urls.py": URLS, "views.py": VIEWS, "billing.py": helper})

    assert "    await asyncio.sleep(1)\n    return await poll(job)\n" in made["billing.py"]


def test_twin_runs_itself(tmp_path: Path) -> None:
    helper = "import time\n\n\ndef poll(job):\n    time.sleep(1)\n    return poll(job)\n\n\npoll(1)\n"

    made, _ = decided(tmp_path, {"urls.py": URLS, "views.py": VIEWS, "billing.py": helper})

    assert "async def apoll(job):\n    await asyncio.sleep(1)\n    return await apoll(job)\n" in made["billing.py"]
    assert "def poll(job):\n    time.sleep(1)\n    return poll(job)\n" in made["billing.py"]


def test_methods_of_a_class_based_view_await_each_other(tmp_path: Path) -> None:
    views = """\
    import time

    from django.http import HttpResponse
    from django.views import View


    class Report(View):
        def get(self, request):
            return HttpResponse(self.rows())

        def post(self, request):
            return HttpResponse("x")

        def rows(self):
            time.sleep(1)
            return "rows"
    """
    urls = 'from django.urls import path\n\nimport views\n\nurlpatterns = [path("", views.Report.as_view())]\n'

    made, _ = decided(tmp_path, {"urls.py": urls, "views.py": views})

    assert "    async def get(self, request):\n        return HttpResponse(await self.rows())\n" in made["views.py"]
    assert "    async def post(self, request):\n" in made["views.py"]
    assert "    async def rows(self):\n        await asyncio.sleep(1)\n" in made["views.py"]


def test_view_that_calls_another_view_awaits_it(tmp_path: Path) -> None:
    views = VIEWS.replace("    return None", "    return report(request)")

    made, _ = decided(tmp_path, {"urls.py": URLS, "views.py": views, "billing.py": HELPER})

    assert "async def other(request):\n    return await report(request)\n" in made["views.py"]


def test_test_that_calls_a_view_still_can(tmp_path: Path) -> None:
    tests = "import views\n\n\ndef test_report(rf):\n    assert views.report(rf.get('/')).status_code == 200\n"

    made, left = decided(
        tmp_path, {"urls.py": URLS, "views.py": VIEWS, "billing.py": HELPER, "test_views.py": tests}, unsafe=False
    )

    assert left == []
    assert "    assert async_to_sync(views.report)(rf.get('/')).status_code == 200\n" in made["test_views.py"]


GUARDED = """\
import time

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.decorators import method_decorator
from django.views import View


@login_required
def report(request):
    time.sleep(1)
    return HttpResponse()


class Other(View):
    @method_decorator(login_required)
    def get(self, request):
        time.sleep(1)
        return HttpResponse()
"""
GUARDED_URLS = URLS.replace("views.other", "views.Other.as_view()")
REQUIREMENT = "[project]\nname = 'shop'\nversion = '1'\ndependencies = ['django>=5.2']\n"


@pytest.mark.parametrize("call", ["views.report(rf.get('/'))", "views.Other.as_view()(rf.get('/'))"])
def test_test_whose_request_has_no_user_to_await_is_a_doubt(call: str, tmp_path: Path) -> None:
    tests = f"import views\n\n\ndef test_report(rf):\n    assert {call}.status_code == 200\n"
    files = {"urls.py": GUARDED_URLS, "views.py": GUARDED, "test_views.py": tests, "pyproject.toml": REQUIREMENT}

    _, left = decided(tmp_path, files, unsafe=False)

    assert left == [
        "`login_required` awaits request.auser(), which a request that test_views.py makes itself does not have"
    ]


def test_test_that_goes_through_the_middleware_is_no_doubt(tmp_path: Path) -> None:
    tests = "def test_report(client):\n    assert client.get('/report/').status_code == 200\n"
    files = {"urls.py": GUARDED_URLS, "views.py": GUARDED, "test_views.py": tests, "pyproject.toml": REQUIREMENT}

    _, left = decided(tmp_path, files, unsafe=False)

    assert left == []


def test_asynchronous_test_awaits_the_view(tmp_path: Path) -> None:
    tests = "import views\n\n\nasync def test_report(rf):\n    assert views.report(rf.get('/')).status_code == 200\n"

    made, _ = decided(tmp_path, {"urls.py": URLS, "views.py": VIEWS, "billing.py": HELPER, "test_views.py": tests})

    assert "    assert (await views.report(rf.get('/'))).status_code == 200\n" in made["test_views.py"]


def test_other_caller_of_a_view_makes_the_fix_unsafe(tmp_path: Path) -> None:
    task = "import views\n\n\ndef nightly():\n    return views.report(None)\n"
    files = {"urls.py": URLS, "views.py": VIEWS, "billing.py": HELPER, "task.py": task}

    made, left = decided(tmp_path, files, unsafe=False)

    assert made == {}
    assert left == ["nightly calls it through async_to_sync, which fails where an event loop runs in the same thread"]


@pytest.mark.parametrize("picked", ['getattr(views, f"rep{kind}")', "getattr(views, kind, None)"])
def test_module_whose_functions_are_picked_by_name_makes_the_fix_unsafe(picked: str, tmp_path: Path) -> None:
    picks = f"import views\n\n\ndef show(kind):\n    return {picked}(None)\n"
    files = {"urls.py": URLS, "views.py": VIEWS, "billing.py": HELPER, "picks.py": picks}

    made, left = decided(tmp_path, files, unsafe=False)

    assert made == {}
    assert left == ["picks.py:5 picks functions by a name that is not known, and would get a coroutine"]


def test_function_picked_by_a_name_that_is_known_changes_nothing(tmp_path: Path) -> None:
    picks = 'import views\n\n\ndef show():\n    return getattr(views, "other")(None)\n'
    files = {"urls.py": URLS, "views.py": VIEWS, "billing.py": HELPER, "picks.py": picks}

    _, left = decided(tmp_path, files, unsafe=False)

    assert left == []


def test_view_that_is_compared_or_reversed_is_converted(tmp_path: Path) -> None:
    helper = (
        "from django.urls import reverse\n\nimport views\n\n\ndef is_report(found):\n    return found == views.report\n"
    )
    more = "\n\ndef address():\n    return reverse(views.report)\n"

    made, left = decided(
        tmp_path, {"urls.py": URLS, "views.py": VIEWS, "billing.py": HELPER, "looks.py": helper + more}, unsafe=False
    )

    assert left == []
    assert sorted(made) == ["billing.py", "views.py"]


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        (
            "signal.connect(views.report)",
            "looks.py hands it on in line 3, and what calls it there may not await it: call it by its name",
        ),
        (
            "register = [views.report]",
            "looks.py hands it on in line 3, and what calls it there may not await it: call it by its name",
        ),
    ],
)
def test_view_that_somebody_else_may_call_stays(place: str, reason: str, tmp_path: Path) -> None:
    looks = f"import views\n\n{place}\n"

    made, left = decided(tmp_path, {"urls.py": URLS, "views.py": VIEWS, "billing.py": HELPER, "looks.py": looks})

    assert made == {}
    assert left == [reason]


def test_helper_that_is_handed_on_is_not_awaited(tmp_path: Path) -> None:
    views = VIEWS.replace("poll(request)", "list(map(poll, [1]))")

    made, left = decided(tmp_path, {"urls.py": URLS, "views.py": views, "billing.py": HELPER})

    assert made == {}
    assert left == ["poll is handed on, and what calls it could not await it: call it by its name"]


def test_helper_in_a_lambda_is_not_awaited(tmp_path: Path) -> None:
    views = VIEWS.replace("poll(request)", "sorted([1], key=lambda one: poll(one))")

    made, left = decided(tmp_path, {"urls.py": URLS, "views.py": views, "billing.py": HELPER})

    assert made == {}
    why = "poll is called in a lambda, where nothing can be awaited: call it before"
    assert left == [f"no benefit: a thread would still wait for time.sleep ({why})"]


def test_generator_that_is_summed_up_becomes_a_list(tmp_path: Path) -> None:
    views = VIEWS.replace("poll(request)", "sum(poll(one) for one in [1, 2])")

    made, _ = decided(tmp_path, {"urls.py": URLS, "views.py": views, "billing.py": HELPER})

    assert "    return sum([await poll(one) for one in [1, 2]])\n" in made["views.py"]


def test_generator_that_may_stop_early_stays(tmp_path: Path) -> None:
    views = VIEWS.replace("poll(request)", "any(poll(one) for one in [1, 2])")

    made, left = decided(tmp_path, {"urls.py": URLS, "views.py": views, "billing.py": HELPER})

    assert made == {}
    assert left == ["poll is called in a generator expression, where nothing can be awaited: write it as a loop"]


def test_suppressed_view_stays_and_the_helper_gets_a_twin(tmp_path: Path) -> None:
    views = VIEWS.replace("    return None", "    return poll(1)").replace(
        "def other(request):", "def other(request):  # channels-fix: ignore[AV001]"
    )

    made, _ = decided(tmp_path, {"urls.py": URLS, "views.py": views, "billing.py": HELPER})

    assert "async def report(request):\n    return await apoll(request)\n" in made["views.py"]
    assert "\ndef other(request):  # channels-fix: ignore[AV001]\n    return poll(1)\n" in made["views.py"]
    assert HELPER in made["billing.py"]


@pytest.mark.parametrize("decorator", ["lru_cache", "cached(60)", "contextmanager"])
def test_decorated_helper_is_not_converted(decorator: str, tmp_path: Path) -> None:
    helper = f"import time\n\nfrom tools import *\n\n\n@{decorator}\ndef poll(job):\n    time.sleep(1)\n"

    made, left = decided(tmp_path, {"urls.py": URLS, "views.py": VIEWS, "billing.py": helper})

    assert made == {}
    why = f"poll is decorated with {decorator}, which may not fit a coroutine function: "
    why += "do the slow work in a function without it"
    assert left == [f"no benefit: a thread would still wait for time.sleep ({why})"]


def test_order_of_the_files_changes_nothing(tmp_path: Path) -> None:
    files = {"urls.py": URLS, "views.py": VIEWS, "billing.py": HELPER}
    write(tmp_path, files)
    settings = Settings(select=("AV001",), unsafe_fixes=True)

    forwards = run([tmp_path / name for name in files], settings).results
    backwards = run([tmp_path / name for name in reversed(files)], settings).results

    assert [(one.path, one.after) for one in forwards] == [(one.path, one.after) for one in backwards]


def test_helper_that_is_imported_by_another_name_gets_a_twin(tmp_path: Path) -> None:
    command = "from billing import poll as wait\n\n\ndef handle():\n    return wait(1)\n"

    made, _ = decided(tmp_path, {"urls.py": URLS, "views.py": VIEWS, "billing.py": HELPER, "command.py": command})

    assert "command.py" not in made
    assert "def poll(job):\n    time.sleep(1)\n" in made["billing.py"]
    assert "async def apoll(job):" in made["billing.py"]


def test_view_that_is_imported_by_another_name_is_waited_for(tmp_path: Path) -> None:
    command = "from views import report as run\n\n\ndef handle():\n    return run(1)\n"

    made, _ = decided(tmp_path, {"urls.py": URLS, "views.py": VIEWS, "billing.py": HELPER, "command.py": command})

    assert "    return async_to_sync(run)(1)\n" in made["command.py"]


def test_twin_has_no_keyword_for_a_name(tmp_path: Path) -> None:
    files = {name: text.replace("poll", "sync") for name, text in {"views.py": VIEWS, "billing.py": HELPER}.items()}
    command = "from billing import sync\n\n\ndef handle():\n    return sync(1)\n"

    made, _ = decided(tmp_path, {"urls.py": URLS, **files, "command.py": command})

    assert "async def sync_async(job):" in made["billing.py"]
    assert "await sync_async(request)" in made["views.py"]


def test_twins_of_a_family_of_classes_have_one_name(tmp_path: Path) -> None:
    jobs = """\
        import time


        class Job:
            def run(self):
                return self.poll()

            def poll(self):
                time.sleep(1)
        """
    fast = """\
        from jobs import Job


        class FastJob(Job):
            apoll = 3

            def poll(self):
                return super().poll()


        def handle():
            return FastJob().poll()
        """
    views = (
        "from jobs import Job\n\n\ndef report(request):\n    return Job().run()\n\n\n"
        "def other(request):\n    return None\n"
    )

    made, _ = decided(tmp_path, {"urls.py": URLS, "views.py": views, "jobs.py": jobs, "fast.py": fast})

    assert "    async def poll_async(self):\n        await asyncio.sleep(1)\n" in made["jobs.py"]
    assert "    async def poll_async(self):\n        return await super().poll_async()\n" in made["fast.py"]
    assert "    return FastJob().poll()\n" in made["fast.py"]


CLASS = """\
import time

from django.http import HttpResponse
from django.views import View


class Report(View):
    def get(self, request):
        time.sleep(1)
        return HttpResponse("")


report = Report.as_view()


def other(request):
    return None
"""


def test_who_calls_what_as_view_gives_waits_for_it(tmp_path: Path) -> None:
    command = """\
        from views import Report, report


        def both(request):
            view = Report.as_view()
            return view(request), report(request), Report.as_view()(request)


        async def one(request):
            return (await other(request)), Report.as_view()(request).content
        """

    made, _ = decided(tmp_path, {"urls.py": URLS, "views.py": CLASS, "command.py": command})

    assert (
        "    return async_to_sync(view)(request), async_to_sync(report)(request), "
        "async_to_sync(Report.as_view())(request)\n" in made["command.py"]
    )
    assert "(await Report.as_view()(request)).content\n" in made["command.py"]


def test_class_whose_view_is_handed_on_stays(tmp_path: Path) -> None:
    command = "from views import Report\n\n\ndef handle(run):\n    return run(Report.as_view())\n"

    made, left = decided(tmp_path, {"urls.py": URLS, "views.py": CLASS, "command.py": command})

    assert made == {}
    where = "command.py hands on what Report.as_view() gives in line 5"
    assert left == [f"{where}, and what calls it there may not await it: call it by its name"]


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("busy.add(1)", "busy.remove(1)"),
        ("busy[1] = 2", "del busy[1]"),
        ("global count; count += 1", "count -= 1"),
    ],
)
def test_state_of_the_module_around_a_wait_is_a_doubt(tmp_path: Path, before: str, behind: str) -> None:
    views = f"""\
import time

busy = {{}}
count = 0


def report(request):
    {before}
    time.sleep(1)
    {behind}


def other(request):
    return None
"""

    unsafe, _ = decided(tmp_path / "unsafe", {"urls.py": URLS, "views.py": views})
    safe, _ = decided(tmp_path / "safe", {"urls.py": URLS, "views.py": views}, unsafe=False)

    assert "await asyncio.sleep(1)" in unsafe["views.py"]
    assert safe == {}


def test_state_of_the_module_that_a_finally_takes_back_is_no_doubt(tmp_path: Path) -> None:
    views = """\
        import time

        busy = set()


        def report(request):
            busy.add(1)
            try:
                time.sleep(1)
            finally:
                busy.remove(1)


        def other(request):
            return None
        """

    made, _ = decided(tmp_path, {"urls.py": URLS, "views.py": views}, unsafe=False)

    assert "await asyncio.sleep(1)" in made["views.py"]


def test_container_of_the_function_itself_is_no_doubt(tmp_path: Path) -> None:
    views = """\
        import time


        def report(request):
            found = {"before": 1}
            found["waiting"] = 1
            time.sleep(1)
            del found["waiting"]
            return found


        def other(request):
            return None
        """

    made, _ = decided(tmp_path, {"urls.py": URLS, "views.py": views}, unsafe=False)

    assert "await asyncio.sleep(1)" in made["views.py"]


@pytest.mark.parametrize(
    "patch",
    [
        pytest.param('mock.patch("billing.time.sleep")', id="in the module"),
        pytest.param('mock.patch("views.time.sleep")', id="in a module that imports it"),
        pytest.param('monkeypatch.setattr(time, "sleep", None)', id="anywhere"),
        pytest.param('mock.patch("nowhere.time.sleep")', id="where nobody knows"),
    ],
)
def test_tests_that_patch_sleep_are_a_doubt(tmp_path: Path, patch: str) -> None:
    files = {
        "urls.py": URLS,
        "views.py": VIEWS,
        "billing.py": HELPER,
        "test_billing.py": f"def test_it():\n    {patch}\n",
    }

    unsafe, _ = decided(tmp_path / "unsafe", files)
    safe, _ = decided(tmp_path / "safe", files, unsafe=False)

    assert "await asyncio.sleep(1)" in unsafe["billing.py"]
    assert safe == {}


@pytest.mark.parametrize(
    "patch",
    [
        pytest.param('mock.patch("other.time.sleep")', id="in another module"),
        pytest.param('mock.patch("other.sleep")', id="what another module imports"),
        pytest.param('monkeypatch.setattr(other.time, "sleep", None)', id="attribute of another module"),
        pytest.param('mock.patch.object(other, "sleep")', id="name in another module"),
        pytest.param('mock.patch("asyncio.sleep")', id="another sleep"),
        pytest.param('mock.patch("billing.Job.sleep")', id="method"),
    ],
)
def test_tests_that_patch_sleep_for_others_are_none(tmp_path: Path, patch: str) -> None:
    files = {
        "urls.py": URLS,
        "views.py": VIEWS,
        "billing.py": f"{HELPER}\n\nclass Job:\n    def sleep(self):\n        pass\n",
        "other.py": "import time\nfrom time import sleep\n",
        "test_billing.py": f"import other\n\n\ndef test_it():\n    {patch}\n",
    }

    safe, _ = decided(tmp_path, files, unsafe=False)

    assert "await asyncio.sleep(1)" in safe["billing.py"]


def test_a_lock_on_the_way_is_not_what_a_view_waits_for(tmp_path: Path) -> None:
    helper = """\
        import threading
        import time

        lock = threading.Lock()
        known = []


        def poll(job):
            with lock:
                known.append(job)
            return ask(job)


        def ask(job):
            time.sleep(1)
        """
    write(tmp_path, {"urls.py": URLS, "views.py": VIEWS, "billing.py": dedent(helper)})

    [finding] = [one for result in run([tmp_path], Settings(select=("AV001",))).results for one in result.findings]

    assert "report -> poll -> ask -> time.sleep, billing.py:15" in finding.message
