# oracle: view
# django: 5.0
import time

from django.core.cache import cache
from django.http import HttpResponse
from django.urls import path

SETTINGS = {"CACHES": {"default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": "flags"}}}


def report(request):
    if not cache.add("busy", 1, 60):
        return HttpResponse("busy", status=503)
    time.sleep(0.3)
    cache.delete("busy")
    return HttpResponse("done")


urlpatterns = [path("", report)]
# would break
import asyncio

from django.core.cache import cache
from django.http import HttpResponse
from django.urls import path

SETTINGS = {"CACHES": {"default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": "flags"}}}


async def report(request):
    if not await cache.aadd("busy", 1, 60):
        return HttpResponse("busy", status=503)
    await asyncio.sleep(0.3)
    await cache.adelete("busy")
    return HttpResponse("done")


urlpatterns = [path("", report)]
