"""What stands around a view makes room for a coroutine function, or keeps the view as it is."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from trees import write

from channels_fix.engine import run
from channels_fix.results import Settings

URLS = "from django.urls import path\n\nimport views\n\nurlpatterns = [path('', {})]\n"
PROJECT = '[project]\nname = "x"\nrequires-python = ">=3.11"\ndependencies = ["django>={}"]\n'
VIEW = """\
import time

from django.http import HttpResponse
{imports}

{decorator}
def report(request):
    time.sleep(1)
    return HttpResponse("x")
"""
CLASS = """\
import time

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt


{}
"""
HANDLER = """\
    def get(self, request):
        time.sleep(1)
        return HttpResponse("x")
"""


def decided(
    root: Path, files: dict[str, str], *, route: str = "views.report", django: str = "5.2"
) -> tuple[dict[str, str], list[str]]:
    """What the files become, and what is said of the views that stay."""
    write(root, {"pyproject.toml": PROJECT.format(django), "urls.py": URLS.format(route), **files})
    result = run([root], Settings(select=("AV001",), unsafe_fixes=True))
    assert [one.error for one in result.results if one.error] == []
    made = {
        one.path.relative_to(root).as_posix(): (one.after or b"").decode()
        for one in result.results
        if one.after is not None
    }
    return made, [finding.reason for one in result.results for finding in one.left]


def around(root: Path, decorator: str, written: str = "@deco", django: str = "5.2") -> tuple[str, list[str]]:
    """What becomes of a decorator in a file of its own, and what is said of a view that it is around."""
    files = {"tools.py": dedent(decorator), "views.py": VIEW.format(imports="from tools import *", decorator=written)}
    made, left = decided(root, files, django=django)
    return made.get("tools.py", ""), left


def of_class(
    root: Path, cls: str, route: str = "views.Report.as_view()", django: str = "5.2", **more: str
) -> tuple[str, list[str]]:
    """What becomes of a file with classes, and what is said of the views that stay."""
    files = {"views.py": CLASS.format(dedent(cls)), **{f"{name}.py": text for name, text in more.items()}}
    made, left = decided(root, files, route=route, django=django)
    return made.get("views.py", ""), left


# Decorators -----------------------------------------------------------------------------------------------------------


def test_decorator_gets_a_second_wrapper_and_keeps_the_first(tmp_path: Path) -> None:
    made, left = around(
        tmp_path,
        """\
        def deco(view):
            def inner(request, *args):
                response = view(request, *args)
                response["X"] = "1"
                return response
            return inner
        """,
    )

    assert left == []
    assert made == (
        "from asgiref.sync import iscoroutinefunction\n"
        "\n"
        "\n"
        "def deco(view):\n"
        "    if iscoroutinefunction(view):\n"
        "\n"
        "        async def inner(request, *args):\n"
        "            response = await view(request, *args)\n"
        '            response["X"] = "1"\n'
        "            return response\n"
        "\n"
        "        return inner\n"
        "\n"
        "    def inner(request, *args):\n"
        "        response = view(request, *args)\n"
        '        response["X"] = "1"\n'
        "        return response\n"
        "    return inner\n"
    )


def test_decorator_with_arguments_gets_a_second_wrapper(tmp_path: Path) -> None:
    made, left = around(
        tmp_path,
        """\
        def deco(seconds):
            def decorate(view):
                def inner(request):
                    return view(request)
                return inner
            return decorate
        """,
        "@deco(3)",
    )

    assert left == []
    assert "        if iscoroutinefunction(view):\n" in made
    assert "                return await view(request)\n" in made


def test_what_stands_behind_the_wrapper_is_done_for_both(tmp_path: Path) -> None:
    made, _ = around(
        tmp_path,
        """\
        from functools import update_wrapper
        def deco(view):
            def inner(request):
                return view(request)
            inner.marked = True  # for the menu
            return update_wrapper(inner, view)
        """,
    )

    assert made.count("inner.marked = True  # for the menu\n") == 2
    assert made.count("return update_wrapper(inner, view)\n") == 2


def test_text_over_several_lines_keeps_its_lines(tmp_path: Path) -> None:
    made, _ = around(
        tmp_path,
        '''\
        def deco(view):
            def inner(request):
                """Let
            it through."""
                return view(request)
            return inner
        ''',
    )

    assert made.count('"""Let\n    it through."""\n') == 2


def test_decorator_around_several_views_is_changed_once(tmp_path: Path) -> None:
    decorator = "def deco(view):\n    def inner(request):\n        return view(request)\n    return inner\n"
    views = VIEW.format(imports="from tools import deco", decorator="@deco")
    views += (
        "\n\n@deco\ndef other(request):\n    return report(request)\n\n\n@deco\n"
        "def third(request):\n    time.sleep(1)\n"
    )
    urls = (
        "from django.urls import path\n\nimport views\n\n"
        "urlpatterns = [path('', views.report), path('b', views.third)]\n"
    )

    made, left = decided(tmp_path, {"tools.py": decorator, "views.py": views, "urls.py": urls})

    assert left == []
    assert made["tools.py"].count("async def inner") == 1


def test_decorator_that_marks_the_view_needs_nothing(tmp_path: Path) -> None:
    made, left = around(tmp_path, "MENU = []\ndef deco(view):\n    MENU.append(view.__name__)\n    return view\n")

    assert (made, left) == ("", [])


def test_user_is_read_before_the_wrapper_asks_for_it(tmp_path: Path) -> None:
    made, _ = around(
        tmp_path,
        """\
        def deco(view):
            def inner(request):
                if request.user.is_staff and request.user.email:
                    return view(request)
                return None
            return inner
        """,
    )

    assert made.count("request.user = await request.auser()\n") == 1


def test_decorator_made_of_another_gets_its_wrapper_there(tmp_path: Path) -> None:
    made, left = around(
        tmp_path,
        """\
        def test(asked):
            def decorate(view):
                def inner(request):
                    return view(request) if asked(request) else None
                return inner
            return decorate
        def deco(view):
            return test(lambda request: True)(view)
        """,
    )

    assert left == []
    assert (
        "                return await view(request) if await sync_to_async(lambda: bool(asked(request)))() else None\n"
        in made
    )


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (
            (
                "    if DEBUG:\n        def inner(request):\n            return view(request)\n        return inner\n"
                "    return view\n"
            ),
            "its wrapper cannot await the view: it is made under a condition",
        ),
        (
            "    def inner(request):\n        STATE.user = 1\n        return view(request)\n    return inner\n",
            (
                "its wrapper cannot await the view: `STATE` is of one thread, which all requests on "
                "the event loop share: "
                "use contextvars"
            ),
        ),
        (
            "    def inner(request):\n        return view(request, Team.objects.get())\n    return inner\n",
            (
                "its wrapper cannot await the view: what it gives the view, `Team.objects.get()`, may "
                "ask the database there"
            ),
        ),
        (
            (
                "    def inner(request, **kwargs):\n        kwargs['team'] = Team.objects.get()\n"
                "        return view(request, **kwargs)\n    return inner\n"
            ),
            (
                "its wrapper cannot await the view: what it gives the view, `Team.objects.get()`, may "
                "ask the database there"
            ),
        ),
        (
            "    def inner(request):\n        with LOCK:\n            return view(request)\n    return inner\n",
            (
                "its wrapper cannot await the view: a lock of threads must not be held over an await: "
                "keep what it guards in a function without slow calls"
            ),
        ),
        (
            (
                "    def inner(request):\n        with transaction.atomic():\n"
                "            return view(request)\n    return inner\n"
            ),
            (
                "its wrapper cannot await the view: view is called inside of transaction.atomic, "
                "which has to stay in one "
                "thread"
            ),
        ),
        (
            "    def inner(request):\n        return run(view, request)\n    return inner\n",
            "what `deco` does with a view is not known: do without it, or do the same in the view",
        ),
        (
            (
                "    class Inner:\n        def __call__(self, request):\n"
                "            return view(request)\n    return Inner()\n"
            ),
            "what `deco` does with a view is not known: do without it, or do the same in the view",
        ),
        (
            (
                "    def inner(request):\n"
                "        return [answer for answer in map(view, [request])][0]\n    return inner\n"
            ),
            "what `deco` does with a view is not known: do without it, or do the same in the view",
        ),
        (
            (
                "    def inner(request):\n        row = Team.objects.create()\n        response = view(request)\n"
                "        row.delete()\n        return response\n    return inner\n"
            ),
            "its wrapper cannot await the view: ",
        ),
    ],
    ids=["condition", "thread", "row", "row by name", "lock", "transaction", "handed on", "object", "map", "writes"],
)
def test_decorator_that_cannot_await_keeps_the_view(body: str, reason: str, tmp_path: Path) -> None:
    head = (
        "import threading\nfrom django.db import models, transaction\nSTATE = threading.local()\n"
        "LOCK = threading.Lock()\nclass Team(models.Model): ...\n"
    )

    made, left = around(tmp_path, f"{head}def deco(view):\n{body}")

    assert made == ""
    assert len(left) == 1
    assert left[0].startswith(f"`deco`: {reason}")


def test_decorator_that_is_a_class_keeps_the_view(tmp_path: Path) -> None:
    made, left = around(
        tmp_path,
        """\
        class deco:
            def __init__(self, view):
                self.view = view
            def __call__(self, request):
                return self.view(request)
        """,
    )

    why = (
        "whether `tools.deco` works around a coroutine function is not known: do without it, or do the same in the view"
    )
    assert (made, left) == ("", [f"`deco`: {why}"])


# Lambdas --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "route",
    [
        "lambda request: views.report(request, 1)",
        "lambda request: views.report(request, x=make())",
        "lambda request, x=1: views.report(request)",
        "lambda request, *args: views.report(request)",
        "lambda request, y: views.report(request, y)",
    ],
)
def test_lambda_that_does_more_than_to_call_keeps_the_view(route: str, tmp_path: Path) -> None:
    views = VIEW.format(imports="", decorator="").replace("report(request)", "report(request, x=0)")

    made, left = decided(tmp_path, {"views.py": views}, route=route)

    assert made == {}
    assert left == [f"`{route}`: a lambda is no coroutine function, whatever it calls: write a function"]


def test_lambda_that_hides_a_mark_keeps_the_view(tmp_path: Path) -> None:
    views = VIEW.format(imports="from django.views.decorators.csrf import csrf_exempt", decorator="@csrf_exempt")

    made, left = decided(tmp_path, {"views.py": views}, route="lambda request: views.report(request)")

    assert made == {}
    why = "a lambda is no coroutine function, whatever it calls: write a function"
    assert left == [f"`lambda request: views.report(request)`: {why}"]


# Classes --------------------------------------------------------------------------------------------------------------


def test_dispatch_awaits_the_next_one(tmp_path: Path) -> None:
    made, left = of_class(
        tmp_path,
        "class Report(View):\n    def dispatch(self, request):\n        response = super().dispatch(request)\n"
        f"        response['X'] = '1'\n        return response\n\n{HANDLER}",
    )

    assert left == []
    assert "    async def dispatch(self, request):\n        response = await super().dispatch(request)\n" in made


def test_dispatch_that_only_passes_on_stays(tmp_path: Path) -> None:
    made, left = of_class(
        tmp_path,
        "class Report(View):\n    def dispatch(self, request):\n        self.x = 1\n"
        f"        return super().dispatch(request)\n\n{HANDLER}",
    )

    assert left == []
    assert "\n    def dispatch(self, request):\n" in made


def test_work_of_a_dispatch_is_done_in_a_thread(tmp_path: Path) -> None:
    made, left = of_class(
        tmp_path,
        "class Report(View):\n    def dispatch(self, request, name):\n        self.file = open(name).read()\n"
        f"        return super().dispatch(request)\n\n{HANDLER}",
    )

    assert left == []
    assert "        return await super().dispatch(request)\n" in made or "\n    def dispatch(self" in made


HEIRS = "class Base(View):\n    def dispatch(self, request):\n        return make(super().dispatch(request))\n\n"


@pytest.mark.parametrize(
    ("classes", "reason"),
    [
        (
            f"class Report(View):\n    def dispatch(self, request):\n        return self.get(request)\n\n{HANDLER}",
            "its dispatch() does not call that of its base class: let it do so",
        ),
        (
            (
                f"{HEIRS}class Other(Base):\n    def get(self, request):\n        return 1\n\n\n"
                f"class Report(Base):\n{HANDLER}"
            ),
            "views.Other inherits its dispatch(), and no URLconf is known to name it",
        ),
        (
            f"{HEIRS}class Report(Base):\n{HANDLER}\n\ndef run(request):\n    return Report().dispatch(request)\n",
            "",
        ),
    ],
    ids=["own way", "heir without a route", "called elsewhere"],
)
def test_class_whose_dispatch_must_stay_stays(classes: str, reason: str, tmp_path: Path) -> None:
    made, left = of_class(tmp_path, classes)

    assert made == ""
    assert reason in left[0]


def test_views_that_share_a_dispatch_go_together_or_not_at_all(tmp_path: Path) -> None:
    made, left = of_class(
        tmp_path,
        "from django.contrib.auth.mixins import LoginRequiredMixin\n\n\n"
        f"{HEIRS}class Other(LoginRequiredMixin, Base):\n    def get(self, request):\n        return 1\n\n\n"
        f"class Report(Base):\n{HANDLER}",
        urls="from django.urls import path\n\nimport views\n\n"
        "urlpatterns = [path('a', views.Report.as_view()), path('b', views.Other.as_view())]\n",
    )

    assert made == ""
    assert left[0].startswith("Other shares methods with it and stays as it is: LoginRequiredMixin: ")


def test_views_that_share_a_handler_go_together(tmp_path: Path) -> None:
    made, left = of_class(
        tmp_path,
        f"class Report(View):\n{HANDLER}\n\nclass Other(Report):\n    def post(self, request):\n"
        "        return HttpResponse('posted')\n",
        urls="from django.urls import path\n\nimport views\n\n"
        "urlpatterns = [path('a', views.Report.as_view()), path('b', views.Other.as_view())]\n",
    )

    assert left == []
    assert "    async def post(self, request):\n" in made


def test_decorator_around_dispatch_makes_the_class_have_one(tmp_path: Path) -> None:
    made, left = of_class(
        tmp_path, f"@method_decorator(login_required, name='dispatch')\nclass Report(View):\n{HANDLER}"
    )

    assert left == []
    assert (
        "class Report(View):\n    async def dispatch(self, request, *args, **kwargs):\n"
        "        return await super().dispatch(request, *args, **kwargs)\n\n    async def get(self, request):\n"
    ) in made


def test_decorator_that_marks_dispatch_needs_nothing(tmp_path: Path) -> None:
    made, left = of_class(tmp_path, f"@method_decorator(csrf_exempt, name='dispatch')\nclass Report(View):\n{HANDLER}")

    assert left == []
    assert "dispatch(" not in made


def test_decorator_around_dispatch_keeps_the_class_on_an_earlier_django(tmp_path: Path) -> None:
    made, left = of_class(
        tmp_path, f"@method_decorator(login_required, name='dispatch')\nclass Report(View):\n{HANDLER}", django="5.1"
    )

    why = "method_decorator hides that the handler is a coroutine function"
    assert made == ""
    assert left == [f"`login_required`: before Django 5.2 {why}: require that version"]


def test_setup_that_waits_keeps_the_class(tmp_path: Path) -> None:
    made, left = of_class(
        tmp_path,
        (
            "class Report(View):\n    def setup(self, request):\n        super().setup(request)\n"
            f"        time.sleep(1)\n\n{HANDLER}"
        ),
    )

    assert made == ""
    assert left == ["its setup() runs on the event loop, and calls time.sleep: call that in the handlers"]


def test_setup_that_only_assigns_stays(tmp_path: Path) -> None:
    made, left = of_class(
        tmp_path,
        (
            "class Report(View):\n    def setup(self, request):\n        super().setup(request)\n"
            f"        self.x = 1\n\n{HANDLER}"
        ),
    )

    assert left == []
    assert "\n    def setup(self, request):\n" in made


# Operations of Django Ninja -------------------------------------------------------------------------------------------

NINJA = """\
import time

from django.db import models
from ninja import NinjaAPI
from ninja.security import HttpBearer, django_auth

api = NinjaAPI({})


class Report(models.Model):
    name = models.TextField()


def open_to_all(request):
    return True


class Token(HttpBearer):
    def authenticate(self, request, token):
        return Report.objects.first()


@api.get("/reports"{})
def reports(request):
    time.sleep(1)
    return {}
"""


def operation(root: Path, *parts: str) -> tuple[str, list[str]]:
    urls = "from django.urls import path\n\nfrom api import api\n\nurlpatterns = [path('', api.urls)]\n"
    made, left = decided(root, {"urls.py": urls, "api.py": NINJA.format(*parts)})
    return made.get("api.py", ""), left


@pytest.mark.parametrize(
    ("returned", "becomes"),
    [
        ("Report.objects.all()", "[row async for row in Report.objects.all()]"),
        ("200, Report.objects.all()", "200, [row async for row in Report.objects.all()]"),
        ('{"name": "x"}', '{"name": "x"}'),
    ],
)
def test_operation_returns_rows_and_no_queryset(returned: str, becomes: str, tmp_path: Path) -> None:
    made, left = operation(tmp_path, "", "", returned)

    assert left == []
    assert f"async def reports(request):\n    await asyncio.sleep(1)\n    return {becomes}\n" in made


@pytest.mark.parametrize(("api", "of_one"), [("auth=open_to_all", ""), ("", ", auth=None"), ("", ", auth=open_to_all")])
def test_operation_with_a_harmless_check_is_converted(api: str, of_one: str, tmp_path: Path) -> None:
    made, left = operation(tmp_path, api, of_one, "1")

    assert left == []
    assert "async def reports" in made


@pytest.mark.parametrize(
    ("api", "of_one", "check"),
    [("", ", auth=django_auth", "django_auth"), ("auth=[Token()]", "", "Token()"), ("", ", throttle=[x]", "x")],
)
def test_operation_with_a_check_that_may_ask_the_database_stays(
    api: str, of_one: str, check: str, tmp_path: Path
) -> None:
    made, left = operation(tmp_path, api, of_one, "1")

    assert made == ""
    assert [one.partition("; ")[0] for one in left] == [
        f"Django Ninja runs {check} on the event loop, which may ask the database: make it an `async def`"
    ]


# Decorators of classes ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        "return cls",
        "cls.page_name = 'report'\n    return cls",
        "registry.append((cls.__name__, cls))\n    return cls",
        "registry[cls.__name__] = cls\n    return cls",
    ],
)
def test_decorator_that_marks_a_class_may_stay(body: str, tmp_path: Path) -> None:
    decorator = f"registry = []\n\n\ndef marked(cls):\n    {body}\n\n\n"

    made, left = of_class(tmp_path, f"{decorator}@marked\nclass Report(View):\n{HANDLER}")

    assert left == []
    assert "    async def get(self, request):\n" in made


@pytest.mark.parametrize(
    "body",
    [
        "cls.dispatch = method_decorator(login_required)(cls.dispatch)\n    return cls",
        "cls.get = cls.post = login_required\n    return cls",
        "cls.helper = None\n    return cls",
        "setattr(cls, 'dispatch', None)\n    return cls",
        "change(cls)\n    return cls",
        "cls.as_view()\n    return cls",
    ],
)
def test_decorator_that_may_change_a_class_keeps_it(body: str, tmp_path: Path) -> None:
    decorator = f"def change(cls): ...\n\n\ndef helper(): ...\n\n\ndef changed(cls):\n    {body}\n\n\n"

    made, left = of_class(tmp_path, f"{decorator}@changed\nclass Report(View):\n{HANDLER}")

    assert made == ""
    why = "what `changed` does to the methods of a class is not known: do without it, or do the same in the view"
    assert left == [f"`changed`: {why}"]


def test_class_that_only_tells_its_options_stays(tmp_path: Path) -> None:
    made, left = of_class(tmp_path, f"class Report(View):\n{HANDLER.replace('get', 'options')}")

    assert made == ""
    assert left == ["Django does not await the view of a class that has no handler but options(): write another one"]


def test_object_that_is_called_stays(tmp_path: Path) -> None:
    made, left = of_class(tmp_path, f"class Report:\n{HANDLER.replace('get', '__call__')}", route="views.Report()")

    assert made == ""
    assert left == ["Django does not see that calls of an object give coroutines: give the URLconf a function"]


def test_handler_that_is_no_method_keeps_the_class(tmp_path: Path) -> None:
    made, left = of_class(tmp_path, f"class Report(View):\n    post = login_required\n\n{HANDLER}")

    assert made == ""
    assert left == ["what its post is, is not known: write it as a method, once"]


def test_wrapper_that_as_view_puts_around_a_class_gets_a_second_one(tmp_path: Path) -> None:
    tools = "def deco(view):\n    def inner(request):\n        return view(request)\n    return inner\n"
    as_view = "    @classmethod\n    def as_view(cls, **more):\n        return deco(super().as_view(**more))\n\n"

    made, left = of_class(tmp_path, f"{tools}\n\nclass Report(View):\n{as_view}{HANDLER}")

    assert left == []
    assert "    if iscoroutinefunction(view):\n" in made
