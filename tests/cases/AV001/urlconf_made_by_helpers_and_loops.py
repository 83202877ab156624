# oracle: view
# django: 5.1
import time

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import include, path
from django.views import View

USER = "ann"
REQUESTS = ["/made/", "/secured/", "/looped/", "/listed/", "/nested/one/", "/paired/"]


class Made(View):
    def get(self, request):
        time.sleep(0.5)
        return HttpResponse("made")


class Secured(View):
    def get(self, request):
        time.sleep(0.2)
        return HttpResponse(f"secured for {request.user.username}")


class Nested(View):
    def get(self, request):
        time.sleep(0.2)
        return HttpResponse("nested")


def looped(request):
    time.sleep(0.2)
    return HttpResponse("looped")


def listed(request):
    time.sleep(0.2)
    return HttpResponse("listed")


class Pages:
    def paired(self, request):
        time.sleep(0.2)
        return HttpResponse("paired")


def made(cls):
    return cls.as_view()


def secured(route, cls):
    return path(route, login_required(cls.as_view()))


def below(prefix, entries):
    return [path(prefix, include(entries))]


pages = Pages()
urlpatterns = [path("made/", made(Made)), secured("secured/", Secured)]
urlpatterns += below("nested/", [path("one/", Nested.as_view())])
urlpatterns += [path(f"{name}/", view) for name, view in {"looped": looped}.items()]
for route, view in [("listed/", listed), ("paired/", pages.paired)]:
    urlpatterns.append(path(route, view))
# output
import asyncio

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import include, path
from django.views import View

USER = "ann"
REQUESTS = ["/made/", "/secured/", "/looped/", "/listed/", "/nested/one/", "/paired/"]


class Made(View):
    async def get(self, request):
        await asyncio.sleep(0.5)
        return HttpResponse("made")


class Secured(View):
    async def get(self, request):
        await asyncio.sleep(0.2)
        request.user = await request.auser()
        return HttpResponse(f"secured for {request.user.username}")


class Nested(View):
    async def get(self, request):
        await asyncio.sleep(0.2)
        return HttpResponse("nested")


async def looped(request):
    await asyncio.sleep(0.2)
    return HttpResponse("looped")


async def listed(request):
    await asyncio.sleep(0.2)
    return HttpResponse("listed")


class Pages:
    async def paired(self, request):
        await asyncio.sleep(0.2)
        return HttpResponse("paired")


def made(cls):
    return cls.as_view()


def secured(route, cls):
    return path(route, login_required(cls.as_view()))


def below(prefix, entries):
    return [path(prefix, include(entries))]


pages = Pages()
urlpatterns = [path("made/", made(Made)), secured("secured/", Secured)]
urlpatterns += below("nested/", [path("one/", Nested.as_view())])
urlpatterns += [path(f"{name}/", view) for name, view in {"looped": looped}.items()]
for route, view in [("listed/", listed), ("paired/", pages.paired)]:
    urlpatterns.append(path(route, view))
