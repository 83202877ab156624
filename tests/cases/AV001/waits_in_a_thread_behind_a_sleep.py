# flags: --unsafe-fixes
# oracle: view
# django: 5.2
import threading
import time

from django.http import JsonResponse
from django.urls import path

READY = threading.Event()


def state():
    return READY.wait(timeout=0.3)


def page(request):
    time.sleep(0.5)
    return JsonResponse({"ready": state()})


urlpatterns = [path("", page)]
# output
import asyncio
import threading

from asgiref.sync import sync_to_async
from django.http import JsonResponse
from django.urls import path

READY = threading.Event()


def state():
    return READY.wait(timeout=0.3)


async def page(request):
    await asyncio.sleep(0.5)
    return JsonResponse({"ready": await sync_to_async(state)()})


urlpatterns = [path("", page)]
