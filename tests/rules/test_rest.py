"""Views of Django REST framework become those of adrf, where the project depends on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from trees import write

from channels_fix.engine import run
from channels_fix.results import Settings

PROJECT = '[project]\nname = "x"\nrequires-python = ">=3.11"\ndependencies = ["django>=5.2", {}]\n'
URLS = "from django.urls import path\n\nimport api\n\nurlpatterns = [path('', {})]\n"
HEAD = """\
import time

from django.contrib.auth.models import User
from rest_framework import generics, serializers, viewsets
from rest_framework.decorators import api_view, permission_classes
from rest_framework.response import Response
from rest_framework.views import APIView


class Users(serializers.ModelSerializer):
    class Meta:
        model = User
        fields = ["username"]


"""
CLASS = "class Report({}):\n    def get(self, request):\n        time.sleep(1)\n        return Response({})\n"
FUNCTION = "@api_view(['GET'])\ndef report(request):\n    time.sleep(1)\n    return Response(1)\n"


def decided(root: Path, code: str, route: str = "api.Report.as_view()", adrf: str = '"adrf"') -> tuple[str, list[str]]:
    """What becomes of a file with views, and what is said of those that stay."""
    files = {"pyproject.toml": PROJECT.format(adrf), "urls.py": URLS.format(route), "api.py": HEAD + code}
    write(root, files)
    result = run([root], Settings(select=("AV001",), unsafe_fixes=True))
    assert [one.error for one in result.results if one.error] == []
    made = [one.after.decode() for one in result.results if one.after is not None]
    return "".join(made), [finding.reason for one in result.results for finding in one.left]


def test_class_derives_from_the_one_of_adrf(tmp_path: Path) -> None:
    made, left = decided(tmp_path, CLASS.format("APIView", 1))

    assert left == []
    assert "from adrf.views import APIView as AdrfAPIView\n" in made
    assert "class Report(AdrfAPIView):\n    async def get(self, request):\n        await asyncio.sleep(1)\n" in made


def test_function_is_decorated_by_adrf(tmp_path: Path) -> None:
    code = FUNCTION.replace("\ndef", "\n@permission_classes([])\ndef")

    made, left = decided(tmp_path, code, "api.report")

    assert left == []
    assert "@adrf_api_view(['GET'])\n@permission_classes([])\nasync def report(request):\n" in made


def test_base_class_of_the_project_derives_from_the_one_of_adrf(tmp_path: Path) -> None:
    made, left = decided(tmp_path, "class Base(APIView):\n    x = 1\n\n\n" + CLASS.format("Base", 1))

    assert left == []
    assert "class Base(AdrfAPIView):\n    x = 1\n" in made
    assert "class Report(Base):\n    async def get" in made


def test_view_of_adrf_is_converted(tmp_path: Path) -> None:
    made, left = decided(tmp_path, "from adrf import views\n\n\n" + CLASS.format("views.APIView", 1))

    assert left == []
    assert "class Report(views.APIView):\n    async def get" in made


def test_data_of_a_serializer_is_read_in_a_thread(tmp_path: Path) -> None:
    made, _ = decided(tmp_path, CLASS.format("APIView", "Users(User.objects.all(), many=True).data"))

    assert 'sync_to_async(getattr)(await sync_to_async(Users)(User.objects.all(), many=True), "data")' in made


def test_user_is_that_of_django_rest_framework(tmp_path: Path) -> None:
    made, left = decided(tmp_path, CLASS.format("APIView", "request.user.username"))

    assert left == []
    assert "return Response(request.user.username)\n" in made
    assert "auser" not in made


def test_user_that_a_helper_reads_is_not_that_of_the_session(tmp_path: Path) -> None:
    helper = "def name(request):\n    time.sleep(1)\n    return request.user.username\n\n\n"

    made, _ = decided(tmp_path, helper + CLASS.format("APIView", "name(request)"))

    assert "auser" not in made
    assert "request.user.is_authenticated)()" in made


def test_dispatch_awaits_that_of_adrf_and_other_answers_stay(tmp_path: Path) -> None:
    code = (
        "    def dispatch(self, request):\n        response = super().dispatch(request)\n        response['X'] = 1\n"
        "        return response\n\n    def http_method_not_allowed(self, request):\n"
        "        return super().http_method_not_allowed(request)\n"
    )

    made, left = decided(tmp_path, CLASS.format("APIView", 1) + "\n" + code)

    assert left == []
    assert "    async def dispatch(self, request):\n        response = await super().dispatch(request)\n" in made
    assert "        return super().http_method_not_allowed(request)\n" in made


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (
            CLASS.format("generics.ListAPIView", 1),
            "rest_framework.generics.ListAPIView does not await its methods: derive from adrf's ListAPIView by hand",
        ),
        (
            CLASS.format("viewsets.ViewSet", 1),
            "rest_framework.viewsets.ViewSet does not await its methods: derive from adrf's ViewSet by hand",
        ),
        (
            CLASS.format("APIView", 1) + "\n    def handle_exception(self, error):\n        return make(error)\n",
            "its handle_exception() runs on the event loop, and calls make",
        ),
    ],
    ids=["generic view", "view set", "hook"],
)
def test_view_that_adrf_cannot_take_over_stays(code: str, reason: str, tmp_path: Path) -> None:
    made, left = decided(tmp_path, code)

    assert made == ""
    assert left == [reason]


@pytest.mark.parametrize(
    ("code", "route"), [(CLASS.format("APIView", 1), "api.Report.as_view()"), (FUNCTION, "api.report")]
)
def test_view_stays_without_adrf(code: str, route: str, tmp_path: Path) -> None:
    made, left = decided(tmp_path, code, route, adrf='"djangorestframework"')

    assert made == ""
    assert "Django REST framework does not await its views: add adrf to the project, which does" in left[0]
