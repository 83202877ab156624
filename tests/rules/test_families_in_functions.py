"""Classes inside of functions, such as those of tests, take the place of others, and can get no twins."""

from __future__ import annotations

from pathlib import Path

from trees import write

from channels_fix.engine import run
from channels_fix.results import Settings

VIEWS = """\
import time

from django.urls import path


class Job:
    def run(self):
        time.sleep(1)
        return self.state()

    def state(self):
        time.sleep(1)
        return "done"


def page(request):
    return Job().run()


urlpatterns = [path("", page)]
"""
TESTS = """\
from views import Job


def test_job():
    class Quick(Job):
        def state(self):
            return "quick"

    assert Quick().run() == "quick"
"""


def made(root: Path, files: dict[str, str]) -> dict[str, str]:
    write(root, files)
    results = run([root], Settings(select=("AV001",), unsafe_fixes=True)).results
    return {one.path.name: (one.after or b"").decode() for one in results if one.after is not None}


def test_method_of_a_local_class_stays_where_its_callers_do(tmp_path: Path) -> None:
    found = made(tmp_path, {"views.py": VIEWS, "test_jobs.py": TESTS})

    assert "test_jobs.py" not in found
    assert "return await sync_to_async(self.state)()" in found["views.py"]
    assert "    async def arun(self):\n        await asyncio.sleep(1)\n" in found["views.py"]


def test_methods_get_twins_where_all_of_them_stand_in_modules(tmp_path: Path) -> None:
    found = made(tmp_path, {"views.py": VIEWS, "test_jobs.py": TESTS.replace("(Job)", "")})

    assert "return await self.astate()" in found["views.py"]


def test_method_of_a_local_class_changes_with_the_function_around_it(tmp_path: Path) -> None:
    local = "    class Quick(Job):\n        def state(self):\n            time.sleep(1)\n\n    return Quick().run()\n"
    found = made(tmp_path, {"views.py": VIEWS.replace("    return Job().run()\n", local)})

    assert "        async def state(self):\n            await asyncio.sleep(1)\n" in found["views.py"]
    assert "    return await Quick().run()\n" in found["views.py"]
