# oracle: async-view
# django: 5.2
# flags: --unsafe-fixes
"""`async_to_sync` runs the coroutine on the loop of the server, and its thread is free for it."""
import asyncio
import time

from asgiref.sync import async_to_sync
from django.http import JsonResponse
from django.urls import path


def measure():
    time.sleep(0.3)
    return 7


async def gauge():
    value = measure()
    await asyncio.sleep(0)
    return value


def show(request):
    return JsonResponse({"value": async_to_sync(gauge)()})


async def show_too(request):
    return JsonResponse({"value": await gauge()})


REQUESTS = ["/", "/too/"]
urlpatterns = [path("", show), path("too/", show_too)]
# output
"""`async_to_sync` runs the coroutine on the loop of the server, and its thread is free for it."""
import asyncio
import time

from asgiref.sync import async_to_sync, sync_to_async
from django.http import JsonResponse
from django.urls import path


def measure():
    time.sleep(0.3)
    return 7


async def gauge():
    value = await sync_to_async(measure)()
    await asyncio.sleep(0)
    return value


def show(request):
    return JsonResponse({"value": async_to_sync(gauge)()})


async def show_too(request):
    return JsonResponse({"value": await gauge()})


REQUESTS = ["/", "/too/"]
urlpatterns = [path("", show), path("too/", show_too)]
