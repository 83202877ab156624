"""What counts as a view, where it is routed, and what stands around it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from trees import project

from channels_fix import registry
from codemods.views.finding import view_of, views_in, views_of
from codemods.views.view import Role, View

URLS = "from django.urls import include, path, re_path\nfrom app import views\n"
FUNCTION = "def index(request):\n    return None\n"
PLAIN = {"app/__init__.py": "", "app/views.py": FUNCTION}
CLASS = "from django.views import View\n\n\nclass Index(View):\n    def get(self, request):\n        return None\n"

POSTING = "class Posting:\n    def post(self, request): ...\n\n    def answer(self): ...\n"


def found(root: Path, **files: str) -> tuple[View, ...]:
    """The views of a project; `app__urls` is the file `app/urls.py`."""
    texts = {**PLAIN, **{f"{name.replace('__', '/')}.py": text for name, text in files.items()}}
    return views_of(project(root, texts, registry.knowledge()))


def names(views: tuple[View, ...]) -> list[str]:
    return [view.name for view in views]


@pytest.mark.parametrize(
    "urls",
    [
        "urlpatterns = [path('', views.index)]",
        "urlpatterns = (path('', views.index),)",
        "urlpatterns = [path('', view=views.index, name='index')]",
        "urlpatterns = [re_path(r'^$', views.index)]",
        "from django.conf.urls import url\nurlpatterns = [url(r'^$', views.index)]",
        "from django.conf.urls import url\nurlpatterns = [url(r'^$', 'app.views.index')]",
        "from django.conf.urls import patterns, url\nurlpatterns = patterns('app.views', url(r'^$', 'index'))",
        "from django.conf.urls import patterns\nurlpatterns = patterns('', (r'^$', 'app.views.index'))",
        "from django.conf.urls.i18n import i18n_patterns\nurlpatterns = i18n_patterns(path('', views.index))",
        "from django.conf.urls import *\nurlpatterns = [url(r'^$', views.index)]",
        "from django.conf.urls.defaults import *\nurlpatterns = patterns('app', (r'^$', 'views.index'))",
        "from app.views import index as start\nurlpatterns = [path('', start)]",
        "from app.views import *\nurlpatterns = [path('', index)]",
        "import app.views\nurlpatterns = [path('', app.views.index)]",
        "import django.urls as du\nurlpatterns = [du.path('', views.index)]",
        "urlpatterns = []\nurlpatterns += [path('', views.index)]",
        "urlpatterns = []\nurlpatterns.append(path('', views.index))",
        "urlpatterns = []\nurlpatterns.extend([path('', views.index)])",
        "urlpatterns = []\nurlpatterns = urlpatterns + [path('', views.index)]",
        "more = [path('', views.index)]\nurlpatterns = [] + more",
        "more = [path('', views.index)]\nurlpatterns = [*more]",
        "more = [path('', views.index)]\nurlpatterns = [path('x/', include(more))]",
        "more = ([path('', views.index)], 'app')\nurlpatterns = [path('x/', include(more, namespace='x'))]",
        "urlpatterns = [path('x/', include(([path('', views.index)], 'app')))]",
        "urlpatterns = [path('x/', ([path('', views.index)], 'app', 'x'))]",
        "entry = path('', views.index)\nurlpatterns = [entry]",
        """\
from django.conf import settings
urlpatterns = []
if settings.DEBUG:
    urlpatterns += [path('', views.index)]""",
        "def made():\n    found = []\n    found.append(path('', views.index))\n    return found\nurlpatterns = made()",
        "def made():\n    yield path('', views.index)\nurlpatterns = list(made())",
        "urlpatterns = [path(f'{name}/', views.index) for name in ('a', 'b')]",
        "def given(urls):\n    return [path('', urls[0])]\nurlpatterns = given([views.index])",
        "def page(route, view):\n    return path(route, view)\nurlpatterns = [page('', view=views.index)]",
        "def under(more):\n    return path('x/', include(more))\nurlpatterns = [under([path('', views.index)])]",
        "urlpatterns = [path(route, view) for route, view in {'a/': views.index}.items()]",
        "urlpatterns = [path(str(number), view) for number, view in enumerate([views.index])]",
        "urlpatterns = [path(route, view) for route, view in zip(['a/'], [views.index])]",
        "urlpatterns = [path(pair[0], pair[1]) for pair in [('a/', views.index)]]",
        "urlpatterns = []\nfor view in (views.index,):\n    urlpatterns.append(path('', view))",
        "urlpatterns = []\nfor more in [[path('', views.index)]]:\n    urlpatterns += more",
        "PAGES = {'a': views.index}\nurlpatterns = [path('', PAGES['a'])]",
        "urlpatterns = [path('', getattr(views, 'index'))]",
        "from itertools import chain\nurlpatterns = list(chain([path('', views.index)], []))",
        """\
from django.utils.module_loading import import_string
urlpatterns = [path('', import_string('app.views.index'))]""",
        "class Site:\n    @property\n    def urls(self):\n        return [path('', views.index)], 'site'",
        "from elsewhere import hook\n@hook('urls')\ndef more():\n    return [path('', views.index)]",
        "from functools import partial\nurlpatterns = [path('', partial(views.index, page=1))]",
        "urlpatterns = [path('', lambda request: views.index(request, page=1))]",
        "from django.conf import settings\nurlpatterns = [path('', views.index if settings.DEBUG else views.index)]",
        "from elsewhere import unknown\nurlpatterns = [path('', unknown(views.index))]",
        "urlpatterns = []\nhandler404 = 'app.views.index'",
        "urlpatterns = []\nhandler500 = views.index",
        "from app.views import index as handler403\nurlpatterns = []",
    ],
)
def test_function_is_a_view_where_a_urlconf_names_it(urls: str, tmp_path: Path) -> None:
    views = found(tmp_path, app__urls=URLS + urls + "\n")

    assert names(views) == ["index"]
    assert [handler.node.name for handler in views[0].handlers] == ["index"]


@pytest.mark.parametrize(
    "urls",
    [
        "",
        "urlpatterns = [path('', 'app.views.index')]",
        "urlpatterns = [path('', views.missing)]",
        "urlpatterns = [path('', include('app.views'))]",
        "patterns = [path('', views.index)]",
        "from elsewhere import path\nurlpatterns = [path('', views.index)]",
        "def urlpatterns():\n    return [path('', views.index)]",
        "urlpatterns = [path('', lambda request: views.index(None))]",
        "websocket_urlpatterns = [path('', views.index)]",
        "from django.dispatch import receiver\nreceiver('signal')(views.index)",
    ],
)
def test_function_is_no_view_where_nothing_routes_to_it(urls: str, tmp_path: Path) -> None:
    assert found(tmp_path, app__urls=URLS + urls + "\n") == ()


def test_other_functions_with_a_request_are_no_views(tmp_path: Path) -> None:
    text = (
        f"{FUNCTION}\n\ndef helper(request):\n    return None\n\n\n"
        "class Middleware:\n    def __call__(self, request):\n        return None\n"
    )

    assert names(found(tmp_path, app__views=text, app__urls=f"{URLS}urlpatterns = [path('', views.index)]\n")) == [
        "index"
    ]


def test_included_urlconf_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    views = found(
        tmp_path,
        app__routes="from django.urls import path\nfrom . import views\nroutes = [path('a/', views.index)]\n",
        config__urls="from django.urls import include, path\nfrom app import routes\n"
        "urlpatterns = [path('', include(routes.routes))]\n",
    )

    assert names(views) == ["index"]
    assert [route.text for route in views[0].routes] == ["a/"]


def test_view_with_several_routes_is_one_view(tmp_path: Path) -> None:
    (view,) = found(tmp_path, app__urls=f"{URLS}urlpatterns = [path('a/', views.index), path('b/', views.index)]\n")

    assert [route.text for route in view.routes] == ["a/", "b/"]


def test_layers_are_those_of_all_routes_and_of_the_definition(tmp_path: Path) -> None:
    (view,) = found(
        tmp_path,
        app__views=f"from django.views.decorators.http import require_GET\n\n\n@require_GET\n{FUNCTION}",
        app__urls=URLS
        + "from django.contrib.auth.decorators import login_required\n"
        + "from django.views.decorators.cache import cache_page\n"
        + "urlpatterns = [path('a/', login_required(cache_page(60)(views.index))), path('b/', views.index)]\n",
    )

    assert [(layer.name.rpartition(".")[2], layer.place) for layer in view.layers] == [
        ("login_required", "urls"),
        ("cache_page", "urls"),
        ("require_GET", "definition"),
    ]


def test_layer_of_an_included_urlconf_stands_around_its_views(tmp_path: Path) -> None:
    (view,) = found(
        tmp_path,
        app__urls=f"{URLS}urlpatterns = [path('', views.index)]\n",
        config__urls="from decorator_include import decorator_include\nfrom django.urls import path\n"
        "from app.auth import check\nurlpatterns = [path('', decorator_include(check, 'app.urls'))]\n",
    )

    assert [layer.name for layer in view.layers] == ["decorator_include.decorator_include"]


def test_decorator_that_is_made_of_another_has_its_name(tmp_path: Path) -> None:
    (view,) = found(
        tmp_path,
        app__views="from django.contrib.auth.decorators import user_passes_test\n"
        f"staff = user_passes_test(lambda user: user.is_staff)\n\n\n@staff\n{FUNCTION}",
        app__urls=f"{URLS}urlpatterns = [path('', views.index)]\n",
    )

    assert [layer.name for layer in view.layers] == ["django.contrib.auth.decorators.user_passes_test"]


def test_function_that_is_bound_again_keeps_its_layer(tmp_path: Path) -> None:
    (view,) = found(
        tmp_path,
        app__views="from django.contrib.auth.decorators import login_required\n\n\n"
        f"{FUNCTION}\n\nindex = login_required(index)\n",
        app__urls=f"{URLS}urlpatterns = [path('', views.index)]\n",
    )

    assert [(layer.name, layer.place) for layer in view.layers] == [
        ("django.contrib.auth.decorators.login_required", "urls")
    ]


def test_function_that_another_makes_is_a_view(tmp_path: Path) -> None:
    (view,) = found(
        tmp_path,
        app__views="def make(name):\n    def page(request):\n        return name\n\n    return page\n",
        app__urls=f"{URLS}urlpatterns = [path('', views.make('a'))]\n",
    )

    assert view.name == "make.page"


def test_place_that_a_loop_takes_a_view_from_is_a_route(tmp_path: Path) -> None:
    urls = f"{URLS}urlpatterns = [path(route, view) for route, view in [('a/', views.index)]]\n"
    (view,) = found(tmp_path, app__urls=urls)

    assert [ast.unparse(route.node) for route in view.routes] == ["view", "views.index"]


def test_place_that_others_use_as_well_is_no_route(tmp_path: Path) -> None:
    urls = f"{URLS}PAGES = [views.index]\nurlpatterns = [path('', view) for view in PAGES]\nPAGES[0](None)\n"
    (view,) = found(tmp_path, app__urls=urls)

    assert [ast.unparse(route.node) for route in view.routes] == ["view"]


def test_function_around_entries_may_do_anything_to_their_views(tmp_path: Path) -> None:
    wrap = "def wrap(entries):\n    for one in entries:\n        one.callback = None\n    return entries\n"
    (view,) = found(tmp_path, app__urls=f"{URLS}{wrap}urlpatterns = wrap([path('', views.index)])\n")

    assert [(layer.symbol, ast.unparse(layer.node)) for layer in view.layers] == [(None, "wrap")]


def test_object_that_is_given_a_view_stands_around_it(tmp_path: Path) -> None:
    wrap = "class Wrap:\n    def __init__(self, view): ...\n\n    def __call__(self, request): ...\n"
    (view,) = found(tmp_path, app__urls=f"{URLS}{wrap}urlpatterns = [path('', Wrap(views.index))]\n")

    assert view.name == "index"
    assert [ast.unparse(layer.node) for layer in view.layers] == ["Wrap"]


def test_method_of_an_object_is_a_view(tmp_path: Path) -> None:
    pages = (
        "class Pages:\n    def index(self, request): ...\n\n    def __call__(self, request): ...\n\n\npages = Pages()\n"
    )
    urls = f"{URLS}urlpatterns = [path('a/', views.pages.index), path('b/', views.Pages())]\n"

    assert names(found(tmp_path, app__views=pages, app__urls=urls)) == ["Pages.index", "Pages.__call__"]


# Classes -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "view",
    [
        "views.Index.as_view()",
        "views.Index.as_view(name='x')",
        "views.Index.as_view(**options)",
        "csrf_exempt(views.Index.as_view())",
        "index",
    ],
)
def test_class_is_a_view_by_as_view(view: str, tmp_path: Path) -> None:
    imports = f"{URLS}from elsewhere import csrf_exempt, options\n"
    urls = f"{imports}index = views.Index.as_view()\nurlpatterns = [path('', {view})]\n"
    (index,) = found(tmp_path, app__views=CLASS, app__urls=urls)

    assert index.name == "Index"
    assert index.outside == ("django.views.View",)
    assert [handler.name for handler in index.handlers] == ["Index.get"]


@pytest.mark.parametrize(
    "urls",
    [
        "def page(cls):\n    return path('', csrf_exempt(cls.as_view()))\nurlpatterns = [page(views.Index)]",
        "def made(cls):\n    return csrf_exempt(cls.as_view())\nurlpatterns = [path('', made(views.Index))]",
        "def both(a, b):\n    return [path('', csrf_exempt(b.as_view()))]\nurlpatterns = both(b=views.Index, a=1)",
        "urlpatterns = [path('', csrf_exempt(cls.as_view())) for cls in [views.Index]]",
    ],
)
def test_class_is_a_view_by_way_of_a_name(urls: str, tmp_path: Path) -> None:
    (index,) = found(tmp_path, app__views=CLASS, app__urls=f"{URLS}from elsewhere import csrf_exempt\n{urls}\n")

    assert index.name == "Index"
    assert [layer.name for layer in index.layers] == ["elsewhere.csrf_exempt"]


@pytest.mark.parametrize(
    ("body", "layers"),
    [
        ("return super().as_view(**more)", []),
        ("view = super().as_view(**more)\n        view.marked = True\n        return view", []),
        ("return csrf_exempt(super().as_view(**more))", ["csrf_exempt"]),
        ("view = super().as_view(**more)\n        return csrf_exempt(view)", ["csrf_exempt"]),
        ("view = super().as_view(**more)\n        def inner(request): ...\n        return inner", ["inner"]),
    ],
)
def test_as_view_of_the_project_is_around_the_view(body: str, layers: list[str], tmp_path: Path) -> None:
    mixin = f"class Mixin:\n    @classmethod\n    def as_view(cls, **more):\n        {body}\n"
    views = f"from elsewhere import csrf_exempt\n{CLASS}\n\n{mixin}\n\nclass Both(Mixin, Index): ...\n"
    (view,) = found(tmp_path, app__views=views, app__urls=f"{URLS}urlpatterns = [path('', views.Both.as_view())]\n")

    assert [ast.unparse(layer.node) for layer in view.layers] == layers


def test_class_without_a_route_is_no_view(tmp_path: Path) -> None:
    assert found(tmp_path, app__views=CLASS, app__urls=f"{URLS}urlpatterns = [path('', views.Index)]\n") == ()


def test_handlers_come_from_bases_in_other_modules(tmp_path: Path) -> None:
    (view,) = found(
        tmp_path,
        app__mixins=POSTING,
        app__views="from django.views.generic import ListView\nfrom app.mixins import Posting\n\n\n"
        "class Index(Posting, ListView):\n    def get_queryset(self): ...\n\n    def answer(self): ...\n",
        app__urls=f"{URLS}urlpatterns = [path('', views.Index.as_view())]\n",
    )

    assert [handler.name for handler in view.handlers] == ["Posting.post"]
    assert view.inherited == ("get",)
    assert {name: method.name for name, method in view.methods.items()} == {
        "answer": "Index.answer",
        "get_queryset": "Index.get_queryset",
        "post": "Posting.post",
    }


@pytest.mark.parametrize(
    ("body", "handlers"),
    [
        ("http_method_names = ['get']\n    def get(self, request): ...\n    def post(self, request): ...", ["get"]),
        (
            "http_method_names = NAMES\n    def get(self, request): ...\n    def post(self, request): ...",
            ["get", "post"],
        ),
        ("def get(self, request): ...\n    post = get", ["get"]),
        (
            "def dispatch(self, request): ...\n    def setup(self, request): ...\n    def head(self, request): ...",
            ["head"],
        ),
    ],
)
def test_handlers_are_the_methods_that_http_names(body: str, handlers: list[str], tmp_path: Path) -> None:
    (view,) = found(
        tmp_path,
        app__views=f"from django.views import View\nfrom elsewhere import NAMES\n\n\nclass Index(View):\n    {body}\n",
        app__urls=f"{URLS}urlpatterns = [path('', views.Index.as_view())]\n",
    )

    assert [handler.node.name for handler in view.handlers] == handlers


@pytest.mark.parametrize(
    ("body", "unclear", "handlers"),
    [
        ("get = elsewhere", ["get"], []),
        ("get = lambda self, request: None", ["get"], []),
        ("dispatch = elsewhere\n    def get(self, request): ...", ["dispatch"], ["get"]),
        (
            "if elsewhere:\n        def get(self): ...\n    else:\n        def get(self): ...\n    def put(self): ...",
            ["get"],
            ["put", "get", "get"],
        ),
    ],
)
def test_handler_that_is_no_method_is_unclear(
    body: str, unclear: list[str], handlers: list[str], tmp_path: Path
) -> None:
    (view,) = found(
        tmp_path,
        app__views=f"from django.views import View\nfrom unknown import elsewhere\n\nclass Index(View):\n    {body}\n",
        app__urls=f"{URLS}urlpatterns = [path('', views.Index.as_view())]\n",
    )

    assert list(view.unclear) == unclear
    assert [handler.node.name for handler in view.handlers] == handlers


def test_method_decorators_say_where_they_apply(tmp_path: Path) -> None:
    (view,) = found(
        tmp_path,
        app__views="from django.utils.decorators import method_decorator\nfrom django.views import View\n"
        "from django.views.decorators.cache import never_cache\nfrom django.views.decorators.csrf import csrf_exempt\n"
        "BOTH = [never_cache, csrf_exempt]\n\n\n"
        "@method_decorator(BOTH, name='dispatch')\n@method_decorator(never_cache, 'get')\nclass Index(View):\n"
        "    @method_decorator(csrf_exempt)\n    def dispatch(self, *args):\n        return super().dispatch(*args)\n\n"
        "    @method_decorator([csrf_exempt])\n    @never_cache\n    def get(self, request): ...\n",
        app__urls=f"{URLS}urlpatterns = [path('', views.Index.as_view())]\n",
    )

    assert [(layer.name.rpartition(".")[2], layer.place, layer.on) for layer in view.layers] == [
        ("never_cache", "dispatch", "dispatch"),
        ("csrf_exempt", "dispatch", "dispatch"),
        ("never_cache", "method", "get"),
        ("csrf_exempt", "dispatch", "dispatch"),
        ("csrf_exempt", "method", "get"),
        ("never_cache", "definition", "get"),
    ]


def test_handler_of_a_base_class_belongs_to_each_view(tmp_path: Path) -> None:
    index = project(
        tmp_path,
        {
            **PLAIN,
            "app/views.py": f"{CLASS}\n\nclass Other(Index): ...\n",
            "app/urls.py": f"{URLS}"
            "urlpatterns = [path('a', views.Index.as_view()), path('b', views.Other.as_view())]\n",
        },
        registry.knowledge(),
    )
    first, second = views_of(index)

    assert (first.name, second.name) == ("Index", "Other")
    assert first.handlers == second.handlers
    assert view_of(first.handlers[0], index) is first
    assert views_in(first.module, index) == (first, second)


# Other ways to the URLs ----------------------------------------------------------------------------------------------


def test_view_set_is_registered_with_a_router(tmp_path: Path) -> None:
    (view,) = found(
        tmp_path,
        app__views="from rest_framework.decorators import action\nfrom rest_framework.viewsets import ViewSet\n\n\n"
        "class Things(ViewSet):\n    def list(self, request): ...\n\n"
        "    @action(detail=True)\n    def sell(self, request): ...\n\n"
        "    def helper(self, request): ...\n",
        app__urls="from rest_framework.routers import DefaultRouter\nfrom app.views import Things\n"
        "router = DefaultRouter()\nrouter.register('things', Things)\nurlpatterns = router.urls\n",
    )

    assert view.roles == {Role.REST, Role.ROUTED}
    assert [handler.node.name for handler in view.handlers] == ["list", "sell"]


def test_model_admin_that_is_registered_is_no_view(tmp_path: Path) -> None:
    admin = (
        "from django.contrib import admin\nfrom app.routers import Thing\n\n\n"
        "class ThingAdmin(admin.ModelAdmin):\n    def get(self, request): ...\n\n\n"
        "admin.site.register(Thing, ThingAdmin)\n"
    )

    assert found(tmp_path, app__admin=admin) == ()


@pytest.mark.parametrize(
    ("imports", "role"),
    [("rest_framework.decorators", Role.REST), ("adrf.decorators", Role.ADRF)],
)
def test_function_view_of_rest_framework_has_its_role(imports: str, role: Role, tmp_path: Path) -> None:
    (view,) = found(
        tmp_path,
        app__views=f"from {imports} import api_view\n\n\n@api_view(['GET'])\n{FUNCTION}",
        app__urls=f"{URLS}urlpatterns = [path('', views.index)]\n",
    )

    assert view.roles == {role, Role.ROUTED}


def test_pages_of_the_administration_have_their_role(tmp_path: Path) -> None:
    admin = (
        "from django.contrib import admin\nfrom django.urls import path\n\n\nclass ThingAdmin(admin.ModelAdmin):\n"
        "    def get_urls(self):\n"
        "        return [path('x/', self.admin_site.admin_view(self.report)), path('y/', self.plain)]\n\n"
        "    def report(self, request): ...\n\n    def plain(self, request): ...\n\n"
        "    def action(self, request, queryset): ...\n"
    )
    views = found(tmp_path, app__admin=admin)

    assert names(views) == ["ThingAdmin.report", "ThingAdmin.plain"]
    assert [Role.ADMIN in view.roles for view in views] == [True, True]


def test_operations_of_ninja_are_views(tmp_path: Path) -> None:
    (view,) = found(
        tmp_path,
        app__api="from ninja import NinjaAPI\napi = NinjaAPI()\n",
        app__views="from app.api import api\n\n\n@api.get('/things')\n"
        f"{FUNCTION}\n\n@other.get('/x')\ndef other(request): ...\n",
    )

    assert (view.name, view.roles) == ("index", {Role.NINJA})
    assert view.layers == ()
    assert [route.text for route in view.routes] == ["/things"]


def test_failure_view_of_the_settings_is_a_view(tmp_path: Path) -> None:
    (view,) = found(tmp_path, config__settings="ROOT_URLCONF = 'app.urls'\nCSRF_FAILURE_VIEW = 'app.views.index'\n")

    assert view.roles == {Role.ERROR_HANDLER}


def test_asynchronous_views_are_views(tmp_path: Path) -> None:
    (view,) = found(
        tmp_path, app__views=f"async {FUNCTION}", app__urls=f"{URLS}urlpatterns = [path('', views.index)]\n"
    )

    assert view.is_asynchronous


def test_answers_do_not_depend_on_the_order_of_questions(tmp_path: Path) -> None:
    files = {
        "app__urls": f"{URLS}urlpatterns = [path('', views.index), path('b/', views.Index.as_view())]\n",
        "app__views": f"{CLASS}\n\n{FUNCTION}",
    }

    assert names(found(tmp_path / "a", **files)) == names(found(tmp_path / "b", **files)) == ["Index", "index"]
