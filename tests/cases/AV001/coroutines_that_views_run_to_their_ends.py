# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import asyncio
import os

import httpx
from asgiref.sync import async_to_sync
from django.http import HttpResponseServerError, JsonResponse
from django.urls import path

REQUESTS = ["/", "/rates/?to=EUR", "/rates/", "/first/", "/by-hand/", "/named/"]


async def ask(where):
    async with httpx.AsyncClient(base_url=os.environ["SERVICE"], verify=False) as client:
        response = await client.get(where)
    return response.json()


async def ask_twice(where):
    return await asyncio.gather(ask(where), ask(where))


class Rates:
    def __init__(self, where):
        self.where = where

    async def fetch(self, to):
        if not to:
            raise ValueError("to what?")
        return {"to": to, "rates": await ask(self.where)}


def both(seconds):
    return asyncio.run(ask_twice(f"/slow/{seconds}"))


asked = async_to_sync(ask)


def start(request):
    return JsonResponse({"both": both(0.3)})


def rates(request):
    try:
        found = async_to_sync(Rates("/slow/0.3").fetch)(to=request.GET.get("to"))
    except ValueError as error:
        return HttpResponseServerError(str(error))
    return JsonResponse(found)


def first(request):
    return JsonResponse({"seconds": async_to_sync(ask)("/slow/0.3")["seconds"]})


def by_hand(request):
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    found = loop.run_until_complete(ask("/slow/0.3"))
    more = loop.run_until_complete(ask("/slow/0.1"))
    loop.close()
    return JsonResponse({"found": found, "more": more})


def named(request):
    return JsonResponse(asked("/slow/0.3"))


urlpatterns = [
    path("", start),
    path("rates/", rates),
    path("first/", first),
    path("by-hand/", by_hand),
    path("named/", named),
]
# output
import asyncio
import os

import httpx
from asgiref.sync import async_to_sync
from django.http import HttpResponseServerError, JsonResponse
from django.urls import path

REQUESTS = ["/", "/rates/?to=EUR", "/rates/", "/first/", "/by-hand/", "/named/"]


async def ask(where):
    async with httpx.AsyncClient(base_url=os.environ["SERVICE"], verify=False) as client:
        response = await client.get(where)
    return response.json()


async def ask_twice(where):
    return await asyncio.gather(ask(where), ask(where))


class Rates:
    def __init__(self, where):
        self.where = where

    async def fetch(self, to):
        if not to:
            raise ValueError("to what?")
        return {"to": to, "rates": await ask(self.where)}


async def both(seconds):
    return await ask_twice(f"/slow/{seconds}")


asked = async_to_sync(ask)


async def start(request):
    return JsonResponse({"both": await both(0.3)})


async def rates(request):
    try:
        found = await Rates("/slow/0.3").fetch(to=request.GET.get("to"))
    except ValueError as error:
        return HttpResponseServerError(str(error))
    return JsonResponse(found)


async def first(request):
    return JsonResponse({"seconds": (await ask("/slow/0.3"))["seconds"]})


async def by_hand(request):
    found = await ask("/slow/0.3")
    more = await ask("/slow/0.1")
    return JsonResponse({"found": found, "more": more})


async def named(request):
    return JsonResponse(await ask("/slow/0.3"))


urlpatterns = [
    path("", start),
    path("rates/", rates),
    path("first/", first),
    path("by-hand/", by_hand),
    path("named/", named),
]
