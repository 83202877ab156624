# oracle: view
# django: <5.0
# flags: --unsafe-fixes
# breaks: 4
import time
from functools import wraps

from asgiref.sync import iscoroutinefunction
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

REQUESTS = ["/fresh/", "/read/", "/own/", "/shown/"]
USER = "ann"


def counted(view):
    if iscoroutinefunction(view):

        @wraps(view)
        async def inner(request, *args, **kwargs):
            request.count = 1
            return await view(request, *args, **kwargs)

        return inner

    @wraps(view)
    def inner(request, *args, **kwargs):
        request.count = 1
        return view(request, *args, **kwargs)

    return inner


@never_cache
def fresh(request):
    time.sleep(0.2)
    return HttpResponse("fresh")


@require_GET
def read(request):
    time.sleep(0.2)
    return HttpResponse("read")


@login_required
def own(request):
    time.sleep(0.2)
    return HttpResponse("own")


class Shown(View):
    @method_decorator(counted)
    def get(self, request):
        time.sleep(0.2)
        return HttpResponse("shown")


urlpatterns = [
    path("fresh/", fresh),
    path("read/", read),
    path("own/", own),
    path("shown/", Shown.as_view()),
]
# would break
import asyncio
from functools import wraps

from asgiref.sync import iscoroutinefunction
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

REQUESTS = ["/fresh/", "/read/", "/own/", "/shown/"]
USER = "ann"


def counted(view):
    if iscoroutinefunction(view):

        @wraps(view)
        async def inner(request, *args, **kwargs):
            request.count = 1
            return await view(request, *args, **kwargs)

        return inner

    @wraps(view)
    def inner(request, *args, **kwargs):
        request.count = 1
        return view(request, *args, **kwargs)

    return inner


@never_cache
async def fresh(request):
    await asyncio.sleep(0.2)
    return HttpResponse("fresh")


@require_GET
async def read(request):
    await asyncio.sleep(0.2)
    return HttpResponse("read")


@login_required
async def own(request):
    await asyncio.sleep(0.2)
    return HttpResponse("own")


class Shown(View):
    @method_decorator(counted)
    async def get(self, request):
        await asyncio.sleep(0.2)
        return HttpResponse("shown")


urlpatterns = [
    path("fresh/", fresh),
    path("read/", read),
    path("own/", own),
    path("shown/", Shown.as_view()),
]
