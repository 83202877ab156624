# oracle: async-view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
import os
from functools import wraps

import requests
from django.http import HttpResponse
from django.urls import path
from django.views import View

URL = os.environ["SERVICE"]
REQUESTS = ["/total/slow/0.2/", "/total/slow/2/", "/report/slow/2/", "/stock/slow/2/", "/level/slow/2/"]


def told(view):
    @wraps(view)
    async def guarded(request, *args, **kwargs):
        try:
            return await view(request, *args, **kwargs)
        except requests.RequestException:
            return HttpResponse("out of order", status=503)

    return guarded


async def total(request, address):
    try:
        answer = requests.get(f"{URL}/{address}", timeout=0.5)
    except requests.RequestException:
        return HttpResponse("no total", status=503)
    return HttpResponse(answer.content)


@told
async def report(request, address):
    return HttpResponse(requests.get(f"{URL}/{address}", timeout=0.5).content)


class Guarded(View):
    async def dispatch(self, request, *args, **kwargs):
        try:
            return await super().dispatch(request, *args, **kwargs)
        except requests.RequestException:
            return HttpResponse("out of order", status=503)


class Stock(Guarded):
    async def get(self, request, address):
        return HttpResponse(requests.get(f"{URL}/{address}", timeout=0.5).content)


async def ask(address):
    return requests.get(f"{URL}/{address}", timeout=0.5).content


async def level(request, address):
    try:
        return HttpResponse(await ask(address))
    except requests.RequestException:
        return HttpResponse("no level", status=503)


urlpatterns = [
    path("total/<path:address>/", total),
    path("report/<path:address>/", report),
    path("stock/<path:address>/", Stock.as_view()),
    path("level/<path:address>/", level),
]
# output
import os
from functools import wraps

import httpx
import requests
from asgiref.sync import sync_to_async
from django.http import HttpResponse
from django.urls import path
from django.views import View

URL = os.environ["SERVICE"]
REQUESTS = ["/total/slow/0.2/", "/total/slow/2/", "/report/slow/2/", "/stock/slow/2/", "/level/slow/2/"]


# Takes too long to make for each request: all clients share it.
HTTPX_TLS = httpx.create_ssl_context()


def told(view):
    @wraps(view)
    async def guarded(request, *args, **kwargs):
        try:
            return await view(request, *args, **kwargs)
        except requests.RequestException:
            return HttpResponse("out of order", status=503)

    return guarded


async def total(request, address):
    try:
        async with httpx.AsyncClient(follow_redirects=True, timeout=0.5, verify=HTTPX_TLS) as client:
            answer = await client.get(f"{URL}/{address}")
    except (httpx.HTTPError, httpx.InvalidURL):
        return HttpResponse("no total", status=503)
    return HttpResponse(answer.content)


@told
async def report(request, address):
    return HttpResponse((await sync_to_async(requests.get)(f"{URL}/{address}", timeout=0.5)).content)


class Guarded(View):
    async def dispatch(self, request, *args, **kwargs):
        try:
            return await super().dispatch(request, *args, **kwargs)
        except requests.RequestException:
            return HttpResponse("out of order", status=503)


class Stock(Guarded):
    async def get(self, request, address):
        return HttpResponse((await sync_to_async(requests.get)(f"{URL}/{address}", timeout=0.5)).content)


async def ask(address):
    return (await sync_to_async(requests.get)(f"{URL}/{address}", timeout=0.5)).content


async def level(request, address):
    try:
        return HttpResponse(await ask(address))
    except requests.RequestException:
        return HttpResponse("no level", status=503)


urlpatterns = [
    path("total/<path:address>/", total),
    path("report/<path:address>/", report),
    path("stock/<path:address>/", Stock.as_view()),
    path("level/<path:address>/", level),
]
