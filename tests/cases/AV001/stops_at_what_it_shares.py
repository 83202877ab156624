# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import threading
import time

from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/count/", "/who/"]
local = threading.local()
lock = threading.RLock()


def remember(name):
    local.name = name


def who_is_it():
    return getattr(local, "name", "nobody")


def who(request):
    remember(request.GET.get("name", "ann"))
    time.sleep(0.3)
    return JsonResponse({"name": local.name, "same": who_is_it() == local.name})


def count(request):
    try:
        lock.acquire()
        time.sleep(0.2)
        return JsonResponse({"count": 1})
    finally:
        lock.release()


urlpatterns = [path("count/", count), path("who/", who)]
# would break
import asyncio
import threading

from asgiref.sync import sync_to_async
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/count/", "/who/"]
local = threading.local()
lock = threading.RLock()


def remember(name):
    local.name = name


def who_is_it():
    return getattr(local, "name", "nobody")


async def who(request):
    await sync_to_async(remember)(request.GET.get("name", "ann"))
    await asyncio.sleep(0.3)
    return JsonResponse({"name": local.name, "same": await sync_to_async(who_is_it)() == local.name})


async def count(request):
    try:
        lock.acquire()
        await asyncio.sleep(0.2)
        return JsonResponse({"count": 1})
    finally:
        lock.release()


urlpatterns = [path("count/", count), path("who/", who)]
