# oracle: view
# python: 3.11
# django: 5.2
# breaks: 3
# flags: --unsafe-fixes
import asyncio
import os

import httpx
from asgiref.sync import async_to_sync
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/", "/runner/", "/loop/"]


async def ask(where):
    async with httpx.AsyncClient(base_url=os.environ["SERVICE"]) as client:
        response = await client.get(where)
    return response.json()


@async_to_sync
async def asked(where):
    return await ask(where)


def decorated(request):
    return JsonResponse(asked("/slow/0.2"))


def by_runner(request):
    with asyncio.Runner() as runner:
        found = runner.run(ask("/slow/0.2"))
    return JsonResponse(found)


def by_loop(request):
    loop = asyncio.new_event_loop()
    task = loop.create_task(ask("/slow/0.2"))
    found = loop.run_until_complete(task)
    loop.close()
    return JsonResponse(found)


urlpatterns = [path("", decorated), path("runner/", by_runner), path("loop/", by_loop)]
# would break
import asyncio
import os

import httpx
from asgiref.sync import async_to_sync
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/", "/runner/", "/loop/"]


async def ask(where):
    async with httpx.AsyncClient(base_url=os.environ["SERVICE"]) as client:
        response = await client.get(where)
    return response.json()


@async_to_sync
async def asked(where):
    return await ask(where)


async def decorated(request):
    return JsonResponse(asked("/slow/0.2"))


async def by_runner(request):
    with asyncio.Runner() as runner:
        found = runner.run(ask("/slow/0.2"))
    return JsonResponse(found)


async def by_loop(request):
    loop = asyncio.new_event_loop()
    task = loop.create_task(ask("/slow/0.2"))
    found = await task
    loop.close()
    return JsonResponse(found)


urlpatterns = [path("", decorated), path("runner/", by_runner), path("loop/", by_loop)]
