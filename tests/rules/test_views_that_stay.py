"""What is said of views that stay as they are: one reason that decides, in words that say what to do."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from trees import write

from channels_fix.engine import run
from channels_fix.results import Settings

PROJECT = """\
[project]
name = "shop"
dependencies = ["django>=5.2", "openai>=1", "redis>=5.1", "requests", "httpx", "daphne", "djangorestframework"]
"""
URLS = "from django.urls import path\n\nimport views\n\nurlpatterns = [path('answer/', views.answer)]\n"


def decided(root: Path, views: str, **others: str) -> tuple[str, list[str]]:
    """What the views become, and what is said of those that stay."""
    files = {"pyproject.toml": PROJECT, "urls.py": URLS, "views.py": dedent(views)}
    write(root, files | {f"{name}.py": dedent(text) for name, text in others.items()})
    result = run([root], Settings(select=("AV001",), unsafe_fixes=True))
    assert [one.error for one in result.results if one.error] == []
    made = [one.after.decode() for one in result.results if one.after is not None and one.path.name == "views.py"]
    return "".join(made), [finding.reason for one in result.results for finding in one.left]


def test_rest_view_has_one_reason(tmp_path: Path) -> None:
    _, left = decided(
        tmp_path,
        """\
        import time

        from rest_framework.decorators import api_view, permission_classes
        from rest_framework.response import Response


        @api_view(["GET"])
        @permission_classes([])
        def answer(request):
            time.sleep(1)
            return Response({})
        """,
    )

    assert len(left) == 1
    assert "adrf" in left[0]
    assert "permission_classes" not in left[0]


def test_client_of_a_module_that_cannot_be_built_again_says_why(tmp_path: Path) -> None:
    _, left = decided(
        tmp_path,
        """\
        from django.http import JsonResponse
        from openai import OpenAI

        client = OpenAI(default_headers={"X-Key": open("key").read()})


        def answer(request):
            made = client.chat.completions.create(model="m", messages=[])
            return JsonResponse({"text": made.choices[0].message.content})
        """,
    )

    assert len(left) == 1
    assert "may be another value later: give `client` one with a name" in left[0]


def test_steps_with_the_same_reason_share_it(tmp_path: Path) -> None:
    _, left = decided(
        tmp_path,
        """\
        import redis
        from django.http import JsonResponse

        store = redis.Redis(host=open("host").read())


        def answer(request):
            return JsonResponse({"a": store.hlen("a"), "b": store.strlen("b")})
        """,
    )

    assert len(left) == 1
    assert left[0].count("may be another value later") == 1
    assert "redis.Redis.hlen, redis.Redis.strlen (" in left[0]


def test_answer_of_a_model_may_be_kept(tmp_path: Path) -> None:
    made, left = decided(
        tmp_path,
        """\
        from django.http import JsonResponse
        from openai import OpenAI

        from models import Chat


        def answer(request):
            client = OpenAI()
            made = client.chat.completions.create(model="m", messages=[])
            Chat(text="x").save()
            return JsonResponse({"ok": True})
        """,
        models="""\
        from django.db import models


        class Chat(models.Model):
            text = models.TextField()
        """,
    )

    assert left == []
    assert "async def answer(request):" in made
    assert "await client.chat.completions.create(" in made


def test_output_of_a_program_and_pycurl_block(tmp_path: Path) -> None:
    _, left = decided(
        tmp_path,
        """\
        import subprocess

        import pycurl
        from django.http import HttpResponse


        def answer(request):
            program = subprocess.Popen(["date"], stdout=subprocess.PIPE)
            curl = pycurl.Curl()
            curl.perform()
            return HttpResponse(program.stdout.read())
        """,
    )

    assert len(left) == 1
    assert "pycurl.Curl.perform" in left[0]


def test_function_with_very_many_calls_is_not_judged_by_some(tmp_path: Path) -> None:
    made, _ = decided(
        tmp_path,
        """\
        import time

        from django.http import HttpResponse


        def look(it):
            return f"{it}"


        def answer(request):
            time.sleep(1)
            return HttpResponse(look(1))
        """,
        tests_of_views="from views import look\n\n" + "look(1)\n" * 45,
        work="from models import Chat\nfrom views import look\n\n\ndef work():\n    return look(Chat.objects.get())\n",
        models="""\
        from django.db import models


        class Chat(models.Model):
            text = models.TextField()

            def __str__(self):
                return f"{self.__class__.objects.count()}"
        """,
    )

    assert "await sync_to_async(look)(1)" in made
