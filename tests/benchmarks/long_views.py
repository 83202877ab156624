"""Times the decisions on a project with many views that wait, beside LibCST's runner on the same files.

    python tests/benchmarks/long_views.py [--views 150] [--runs 3]

The project is written for it: apps of ten views each, in the forms that views have, with models, and with helpers that
all apps share. Every command is a process of its own, and its processor seconds count; the two take turns, so that a
change of the machine's speed hits both. Twice as many views should take about twice as long, and `--diff` decides up to
three times: at first, behind the fixes that others must come before, and on what was made. The decisions must be the
same on every run: with another order of sets, and with other numbers of processes.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from timing import timed

OURS = [sys.executable, "-m", "channels_fix", "--select", "AV,DP"]
LIBCST = [sys.executable, "-m", "libcst.tool", "codemod", "-x", "libcst.codemod.commands.noop.NOOPCommand"]
QUIETLY = ["--no-format", "--hide-progress", "--hide-generated-warnings", "."]

FILES = {
    "pyproject.toml": """\
[project]
name = "many"
version = "1"
requires-python = ">=3.12"
dependencies = ["django>=5.2", "daphne>=4.1", "requests>=2.32", "httpx>=0.28", "openai>=1.50"]
""",
    "config/__init__.py": "",
    "config/settings.py": """\
ASGI_APPLICATION = "config.asgi.application"
INSTALLED_APPS = ["daphne", "django.contrib.auth", "django.contrib.sessions"]
MIDDLEWARE = ["django.contrib.sessions.middleware.SessionMiddleware"]
ROOT_URLCONF = "config.urls"
""",
    "shared/__init__.py": "",
    "shared/service.py": """\
import logging
import subprocess
import time

import requests

logger = logging.getLogger(__name__)


class ServiceError(Exception):
    pass


class Client:
    def __init__(self, base):
        self.base = base

    def call(self, path, **params):
        for attempt in range(3):
            try:
                return self._get(path, params)
            except requests.RequestException:
                logger.warning("attempt %d", attempt)
                time.sleep(1)
        raise ServiceError(path)

    def _get(self, path, params):
        response = requests.get(f"{self.base}/{path}", params=params, timeout=10)
        response.raise_for_status()
        return response.json()


def fetch(path, **params):
    return Client("https://service.example.com").call(path, **params)


def names_of(rows):
    return [str(row["name"]).strip() for row in rows]


def version_of(program):
    return subprocess.run([program, "--version"], capture_output=True, text=True, timeout=5).stdout.strip()


def wait_for(row, seconds=1):
    while not row.done:
        time.sleep(seconds)
        row.refresh_from_db()
    return row
""",
}
"""What the project has once."""

MODELS = """\
from django.conf import settings
from django.db import models


class Customer{n}(models.Model):
    name = models.CharField(max_length=100)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)

    def label(self):
        return f"{{self.name}} of {{self.user.username}}"


class Report{n}(models.Model):
    customer = models.ForeignKey("Customer{n}", on_delete=models.CASCADE, related_name="reports")
    title = models.CharField(max_length=100)
    done = models.BooleanField(default=False)
    made = models.DateTimeField(auto_now_add=True)

    @property
    def heading(self):
        return self.title.upper()
"""
SERVICES = """\
from app{n}.models import Report{n}
from shared.service import fetch, names_of, wait_for


def names(customer):
    return names_of(fetch("names", customer=customer.pk))


def newest(customer):
    report = Report{n}.objects.filter(customer=customer).order_by("-made").first()
    return wait_for(report) if report is not None else None


def summary(customer):
    found = newest(customer)
    return {{"names": names(customer), "report": found.title if found else ""}}
"""
VIEWS = """\
import subprocess
import time

import openai
import requests
from app{n} import services
from app{n}.models import Customer{n}, Report{n}
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views import View
from django.views.generic import TemplateView
from shared.service import Client, ServiceError, version_of


def progress(request, pk):
    report = get_object_or_404(Report{n}, pk=pk)
    while not report.done:
        time.sleep(1)
        report.refresh_from_db()
    return render(request, "progress.html", {{"report": report}})


def weather(request, city):
    try:
        response = requests.get("https://weather.example.com", params={{"city": city}}, timeout=5)
        response.raise_for_status()
    except requests.RequestException as error:
        return JsonResponse({{"error": str(error)}}, status=502)
    return JsonResponse(response.json())


@login_required
def overview(request):
    customers = Customer{n}.objects.filter(user=request.user).select_related("user")
    found = [{{"label": one.label(), **services.summary(one)}} for one in customers]
    return JsonResponse({{"customers": found}})


class Names(View):
    def get(self, request, pk):
        customer = get_object_or_404(Customer{n}, pk=pk)
        try:
            return JsonResponse({{"names": self.found(customer)}})
        except ServiceError:
            return HttpResponse(status=502)

    def found(self, customer):
        return sorted(services.names(customer))


def versions(request):
    done = subprocess.run(["git", "--version"], capture_output=True, text=True, timeout=10)
    return JsonResponse({{"git": done.stdout, "python": version_of("python3")}})


def answer(request):
    client = openai.OpenAI()
    made = client.chat.completions.create(model="small", messages=[{{"role": "user", "content": request.GET["q"]}}])
    return JsonResponse({{"answer": made.choices[0].message.content}})


def ticks(request):
    def lines():
        for number in range(100):
            time.sleep(1)
            yield f"data: {{number}}\\n\\n"

    return StreamingHttpResponse(lines(), content_type="text/event-stream")


def order(request, pk):
    customer = Customer{n}.objects.filter(pk=pk).first()
    if customer is None:
        raise Http404
    report = Report{n}.objects.create(customer=customer, title=request.POST["title"])
    requests.post("https://service.example.com/orders", json={{"report": report.pk}}, timeout=10)
    report.done = True
    report.save()
    return redirect("progress{n}", pk=report.pk)


class Board(TemplateView):
    template_name = "board.html"

    def get_context_data(self, **kwargs):
        rows = Client("https://board.example.com").call("rows", page=self.request.GET.get("page", 1))
        return {{**super().get_context_data(**kwargs), "rows": rows}}


def newest(request, pk):
    report = services.newest(get_object_or_404(Customer{n}, pk=pk))
    return HttpResponse(report.heading if report else "")
"""
URLS = """\
from app{n} import views
from django.urls import path

urlpatterns = [
    path("progress/<int:pk>/", views.progress, name="progress{n}"),
    path("weather/<city>/", views.weather),
    path("overview/", views.overview),
    path("names/<int:pk>/", views.Names.as_view()),
    path("versions/", views.versions),
    path("answer/", views.answer),
    path("ticks/", views.ticks),
    path("order/<int:pk>/", views.order),
    path("board/", views.Board.as_view()),
    path("newest/<int:pk>/", views.newest),
]
"""
APP = {"__init__.py": "", "models.py": MODELS, "services.py": SERVICES, "views.py": VIEWS, "urls.py": URLS}
VIEWS_IN_APP = 10


def main() -> int:
    """Write the projects, run the commands and print a table; 1 if the decisions differ from run to run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--views", type=int, default=150)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        project, twice = Path(folder, "project"), Path(folder, "twice")
        files = build_project(project, options.views)
        build_project(twice, 2 * options.views)
        said = decisions(project)
        report(project, twice, files, options.views, options.runs)
    sys.stdout.write(f"the same decisions on every run: {'yes' if len(said) == 1 else 'no'}\n")
    return 0 if len(said) == 1 else 1


def build_project(root: Path, views: int) -> int:
    """Write a project with so many views; return the number of its files."""
    numbers = range(views // VIEWS_IN_APP)
    lines = [f'    path("app{number}/", include("app{number}.urls")),' for number in numbers]
    urls = "\n".join(["from django.urls import include, path", "", "urlpatterns = [", *lines, "]", ""])
    files = FILES | {"config/urls.py": urls}
    for number in numbers:
        files |= {f"app{number}/{name}": text.format(n=number) for name, text in APP.items()}
    for name, text in files.items():
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return len(files)


def decisions(project: Path) -> set[str]:
    """The digests of what several runs say and would change, each with other conditions."""
    found = set()
    for seed, jobs in (("0", "1"), ("1", "2"), ("2", "4")):
        command = [*OURS, "--quiet", "--unsafe-fixes", "--diff", "--jobs", jobs, "."]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        run = subprocess.run(command, cwd=project, capture_output=True, env=environment, check=False)
        found.add(hashlib.sha256(run.stdout + run.stderr).hexdigest())
    return found


def report(project: Path, twice: Path, files: int, views: int, runs: int) -> None:
    """Run the commands in turns and print a table."""
    finds, fixes = [*OURS, "--quiet", "."], [*OURS, "--quiet", "--unsafe-fixes", "--diff", "."]
    parses = [*LIBCST, *QUIETLY]
    timed(finds, project)
    timings = [(timed(finds, project), timed(fixes, project), timed(parses, project)) for _ in range(runs)]
    doubled = [timed(finds, twice) for _ in range(runs)]
    found, fixed, parsed = zip(*timings, strict=True)
    write = sys.stdout.write
    write(f"{'':34}{'views':>8}{'files':>8}{'wall':>8}{'CPU':>8}{'MB':>8}\n")
    for name, number, several in (
        ("channels-fix --select AV,DP", views, found),
        ("channels-fix --unsafe-fixes --diff", views, fixed),
        ("channels-fix, twice the views", 2 * views, doubled),
        ("LibCST no-op command", views, parsed),
    ):
        seconds = statistics.median(run.seconds for run in several)
        processor = statistics.median(run.processor for run in several)
        size = files * number // views
        write(f"{name:34}{number:>8}{size:>8}{seconds:>8.2f}{processor:>8.2f}")
        write(f"{max(run.megabytes for run in several):>8.0f}\n")
    ratio = statistics.median(ours.processor / peer.processor for ours, _, peer in timings)
    median = statistics.median(run.processor for run in found)
    growth = statistics.median(run.processor for run in doubled) / median
    write(f"decisions / LibCST's no-op command, processor seconds, median of {runs} pairs: {ratio:.2f}\n")
    again = statistics.median(diffed.processor / ours.processor for ours, diffed, _ in timings)
    write(f"twice the views / the views: {growth:.2f}\n")
    write(f"with --diff / the decisions alone, processor seconds, median of {runs} pairs: {again:.2f}\n")


if __name__ == "__main__":
    sys.exit(main())
