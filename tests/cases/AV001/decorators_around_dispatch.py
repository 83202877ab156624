# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import functools
import time

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

REQUESTS = ["/board/", ("POST", "/board/", {"x": "1"}), ("PUT", "/board/", None), "/own/", "/heir/", "/exempt/"]
USER = "ann"
LEAVES = [1]


def marked(view):
    @functools.wraps(view)
    def inner(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["X-Marked"] = "yes"
        return response

    return inner


@method_decorator(login_required, name="dispatch")
@method_decorator([never_cache, marked], name="dispatch")
class Board(View):
    template = "board"

    def get(self, request):
        time.sleep(0.3)
        return HttpResponse("board")

    def post(self, request):
        return HttpResponse("posted")


class Heir(Board):
    def get(self, request):
        return HttpResponse("heir")


class Own(View):
    @method_decorator(marked)
    def dispatch(self, *args, **kwargs):
        return super().dispatch(*args, **kwargs)

    def get(self, request):
        time.sleep(0.3)
        return HttpResponse("own")


@method_decorator(csrf_exempt, name="dispatch")
class Exempt(View):
    def get(self, request):
        time.sleep(0.3)
        return HttpResponse("exempt")


urlpatterns = [
    path("board/", Board.as_view()),
    path("heir/", Heir.as_view()),
    path("own/", Own.as_view()),
    path("exempt/", Exempt.as_view()),
]
# output
import asyncio
import functools

from asgiref.sync import iscoroutinefunction
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

REQUESTS = ["/board/", ("POST", "/board/", {"x": "1"}), ("PUT", "/board/", None), "/own/", "/heir/", "/exempt/"]
USER = "ann"
LEAVES = [1]


def marked(view):
    if iscoroutinefunction(view):

        @functools.wraps(view)
        async def inner(request, *args, **kwargs):
            response = await view(request, *args, **kwargs)
            response["X-Marked"] = "yes"
            return response

        return inner

    @functools.wraps(view)
    def inner(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["X-Marked"] = "yes"
        return response

    return inner


@method_decorator(login_required, name="dispatch")
@method_decorator([never_cache, marked], name="dispatch")
class Board(View):
    template = "board"

    async def dispatch(self, request, *args, **kwargs):
        return await super().dispatch(request, *args, **kwargs)

    async def get(self, request):
        await asyncio.sleep(0.3)
        return HttpResponse("board")

    async def post(self, request):
        return HttpResponse("posted")


class Heir(Board):
    async def get(self, request):
        return HttpResponse("heir")


class Own(View):
    @method_decorator(marked)
    async def dispatch(self, *args, **kwargs):
        return await super().dispatch(*args, **kwargs)

    async def get(self, request):
        await asyncio.sleep(0.3)
        return HttpResponse("own")


@method_decorator(csrf_exempt, name="dispatch")
class Exempt(View):
    async def get(self, request):
        await asyncio.sleep(0.3)
        return HttpResponse("exempt")


urlpatterns = [
    path("board/", Board.as_view()),
    path("heir/", Heir.as_view()),
    path("own/", Own.as_view()),
    path("exempt/", Exempt.as_view()),
]
