# flags: --unsafe-fixes
# oracle: view
# django: 5.2
import os
import time

from django.http import JsonResponse
from django.urls import path


def settle():
    time.sleep(0.3)


if os.environ.get("SERVICE"):
    settle = lambda: None


def page(request):
    time.sleep(0.5)
    settle()
    return JsonResponse({"ok": True})


urlpatterns = [path("", page)]
# would break
import asyncio
import os

from django.http import JsonResponse
from django.urls import path


async def settle():
    await asyncio.sleep(0.3)


if os.environ.get("SERVICE"):
    settle = lambda: None


async def page(request):
    await asyncio.sleep(0.5)
    await settle()
    return JsonResponse({"ok": True})


urlpatterns = [path("", page)]
