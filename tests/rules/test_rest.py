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
ACTIONS = """\
from rest_framework.decorators import action as viewsets_action


class Report(viewsets.ModelViewSet):
    @viewsets_action(detail=False)
    def slow(self, request):
        time.sleep(1)
        return Response(1)

    @slow.mapping.post
    def more(self, request):
        return Response(2)

    def perform_create(self, serializer):
        serializer.save()
"""
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

    assert "await sync_to_async(lambda: Users(User.objects.all(), many=True).data)()" in made


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


def test_generic_view_derives_from_the_one_of_adrf(tmp_path: Path) -> None:
    made, left = decided(tmp_path, CLASS.format("generics.GenericAPIView", 1))

    assert left == []
    assert "from adrf.generics import GenericAPIView\n" in made
    assert "class Report(GenericAPIView):\n    async def get(" in made


def test_generic_view_keeps_what_its_handler_calls(tmp_path: Path) -> None:
    made, left = decided(tmp_path, CLASS.format("generics.ListAPIView", "super().get(request).data"))

    assert left == []
    assert "class Report(AdrfAPIView, generics.ListAPIView):\n    async def get(" in made
    assert "await sync_to_async(super().get)(request)" in made


def test_view_set_derives_from_the_one_of_adrf(tmp_path: Path) -> None:
    made, left = decided(tmp_path, ACTIONS, "api.Report.as_view({'get': 'slow'})")

    assert left == []
    assert "from adrf.viewsets import ModelViewSet\n" in made
    assert "class Report(ModelViewSet):\n" in made
    assert "    @viewsets_action(detail=False)\n    async def slow(self, request):\n" in made
    assert "    async def more(self, request):\n" in made
    assert "    def perform_create(self, serializer):\n" in made


def test_method_that_a_handler_awaits_is_a_coroutine_function(tmp_path: Path) -> None:
    made, left = decided(
        tmp_path, CLASS.format("APIView", "self.seen()") + "\n    def seen(self):\n        time.sleep(1)\n"
    )

    assert left == []
    assert "Response(await self.seen())" in made
    assert "    async def seen(self):\n        await asyncio.sleep(1)\n" in made


def test_method_that_waits_stays_where_the_handlers_gain_something(tmp_path: Path) -> None:
    hook = "\n    def get_queryset(self):\n        time.sleep(1)\n        return User.objects.all()\n"
    made, left = decided(tmp_path, CLASS.format("generics.GenericAPIView", "list(self.get_queryset())") + hook)

    assert left == []
    assert "    def get_queryset(self):\n        time.sleep(1)\n" in made


def test_method_that_waits_and_many_inherit_is_said_once(tmp_path: Path) -> None:
    code = "class Logged:\n    def initial(self, request):\n        time.sleep(1)\n\n\n"
    views = "class Report(Logged, generics.ListAPIView): ...\n\n\nclass Other(Logged, generics.ListAPIView): ...\n"

    made, left = decided(tmp_path, code + views, "api.Report.as_view()), path('b/', api.Other.as_view()")

    assert made == ""
    assert len(left) == 1
    assert "; Django REST framework calls initial() without awaiting it: " in left[0]


@pytest.mark.parametrize(("base", "count"), [("APIView", 0), ("Waiting", 1)])
def test_documented_class_has_its_handlers_itself(base: str, count: int, tmp_path: Path) -> None:
    code = "from drf_spectacular.utils import extend_schema_view\n\n\n" + CLASS.format("APIView", 1)
    handler = "    def get(self, request):\n        time.sleep(1)\n" if base == "APIView" else "    x = 1\n"
    code = code.replace("Report", "Waiting") + f"\n\n@extend_schema_view(get=None)\nclass Report({base}):\n{handler}"

    _, left = decided(tmp_path, code)

    assert [one.partition(": ")[2] for one in left] == [
        "it puts plain functions around the handlers that the class inherits"
    ] * count


def test_import_of_adrf_says_that_it_is_there(tmp_path: Path) -> None:
    code = CLASS.format("APIView", 1)
    made, left = decided(tmp_path, f"from adrf.decorators import api_view as awaiting\n\n\n{code}", adrf='"httpx"')

    assert left == []
    assert "class Report(AdrfAPIView):\n" in made


UNSEEN = (
    "what makes it a view of Django REST framework has another name here: name that itself, for adrf to take its place"
)
UNKNOWN = (
    "`{}(['GET'])`: whether `rest_framework.decorators.api_view` works around a coroutine function is not known: "
    "do without it, or do the same in the view"
)


@pytest.mark.parametrize(
    ("code", "route", "reason"),
    [
        ("getting = api_view(['GET'])\n\n\n" + FUNCTION.replace("api_view(['GET'])", "getting"), "api.report", UNSEEN),
        (
            FUNCTION.replace("@api_view(['GET'])\n", "") + "\n\nreport = api_view(['GET'])(report)\n",
            "api.report",
            UNKNOWN.format("api_view"),
        ),
        (
            FUNCTION.replace("@api_view(['GET'])\n", ""),
            "api.api_view(['GET'])(api.report)",
            UNKNOWN.format("api.api_view"),
        ),
    ],
    ids=["under another name", "called", "in the URLconf"],
)
def test_decorator_that_adrf_cannot_take_the_place_of_keeps_the_view(
    code: str, route: str, reason: str, tmp_path: Path
) -> None:
    made, left = decided(tmp_path, code, route)

    assert made == ""
    assert left == [reason]


@pytest.mark.parametrize(
    ("permissions", "is_said"),
    [("A & B, C", True), ("A & B", False), ("A, B", False)],
)
def test_order_of_permissions_is_a_doubt(permissions: str, is_said: bool, tmp_path: Path) -> None:
    code = CLASS.format("APIView", 1).replace("):\n", f"):\n    permission_classes = [{permissions}]\n\n", 1)
    files = {"pyproject.toml": PROJECT.format('"adrf"'), "urls.py": URLS.format("api.Report.as_view()")}
    write(tmp_path, {**files, "api.py": f"{HEAD}from permissions import A, B, C\n\n\n{code}"})
    (finding,) = [one for each in run([tmp_path], Settings(select=("AV001",))).results for one in each.findings]

    why = "adrf asks for permissions that are joined by &, | or ~ before it asks for the others"
    assert (why in finding.reason) is is_said


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ("REST_FRAMEWORK = {'EXCEPTION_HANDLER': 'errors.plain'}", ""),
        ("REST_FRAMEWORK = {'EXCEPTION_HANDLER': 'rest_framework.views.exception_handler'}", ""),
        (
            "REST_FRAMEWORK = {'EXCEPTION_HANDLER': 'errors.counted'}",
            (
                "counted() makes responses of errors on the event loop, and calls User.objects.count: "
                "let the views do that"
            ),
        ),
        (
            "REST_FRAMEWORK = {'EXCEPTION_HANDLER': 'elsewhere.handler'}",
            (
                "whether 'elsewhere.handler' may make responses of errors on the event loop is not known: "
                "name a function of the project"
            ),
        ),
        (
            "MIDDLEWARE = ['django.contrib.auth.middleware.LoginRequiredMiddleware']",
            (
                "LoginRequiredMiddleware lets nobody pass to the view sets of adrf who has not logged in: "
                "put login_required around the other views in its place"
            ),
        ),
    ],
)
def test_settings_may_keep_a_view_set(settings: str, reason: str, tmp_path: Path) -> None:
    handlers = (
        "from django.contrib.auth.models import User\nfrom rest_framework.views import exception_handler\n\n\n"
        "def plain(error, context):\n    response = exception_handler(error, context)\n"
        "    if response is not None:\n        response.data = {'errors': response.data}\n    return response\n\n\n"
        "def counted(error, context):\n    User.objects.count()\n    return exception_handler(error, context)\n"
    )
    write(tmp_path, {"errors.py": handlers, "settings.py": f"ROOT_URLCONF = 'urls'\n{settings}\n"})

    _, left = decided(tmp_path, ACTIONS, "api.Report.as_view({'get': 'slow'})")

    assert left == ([reason] if reason else [])


def test_handler_of_errors_that_nobody_knows_is_a_doubt(tmp_path: Path) -> None:
    handler = "from elsewhere import report\n\n\ndef failed(error, context):\n    return report(error)\n"
    settings = "ROOT_URLCONF = 'urls'\nREST_FRAMEWORK = {'EXCEPTION_HANDLER': 'errors.failed'}\n"
    files = {"pyproject.toml": PROJECT.format('"adrf"'), "urls.py": URLS.format("api.Report.as_view()")}
    files |= {"api.py": HEAD + CLASS.format("APIView", 1), "errors.py": handler, "settings.py": settings}
    write(tmp_path, files)
    (finding,) = [one for each in run([tmp_path], Settings(select=("AV001",))).results for one in each.findings]

    assert finding.reason.endswith("; failed() makes responses of errors on the event loop: see what report does there")


def test_router_of_adrf_keeps_a_view_set(tmp_path: Path) -> None:
    write(tmp_path, {"routes.py": "from adrf.routers import SimpleRouter\n\nrouter = SimpleRouter()\n"})

    _, (reason,) = decided(tmp_path, ACTIONS, "api.Report.as_view({'get': 'slow'})")

    assert reason.startswith("the routers of adrf look for other names of its actions")


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
            CLASS.format("generics.ListCreateAPIView", 1),
            (
                "it inherits post, and Django takes no class with handlers of both kinds: "
                "write all as `async def`, or leave those out of http_method_names"
            ),
        ),
        (
            CLASS.format("viewsets.ViewSetMixin, APIView", 1),
            "rest_framework.viewsets.ViewSetMixin does not await its methods: derive from a class of adrf by hand",
        ),
        (
            "class Report(generics.ListAPIView):\n    http_method_names = []\n    def list(self): time.sleep(1)",
            "Django REST framework calls list() without awaiting it: do the slow work in the handlers themselves",
        ),
        (
            CLASS.format("APIView", 1) + "\n    def handle_exception(self, error):\n        return make(error)\n",
            "its handle_exception() runs on the event loop, and calls make: call that in the handlers",
        ),
    ],
    ids=["inherited handler", "mixin of view sets", "method that waits", "hook"],
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
