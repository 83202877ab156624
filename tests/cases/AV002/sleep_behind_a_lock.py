# oracle: async-view
import asyncio
import threading
import time

from django.http import JsonResponse
from django.urls import path

LOCK = threading.Lock()
seen = []


async def report(request):
    with LOCK:
        seen.append(1)
    time.sleep(0.4)
    return JsonResponse({})


urlpatterns = [path("", report)]
# output
import asyncio
import threading

from django.http import JsonResponse
from django.urls import path

LOCK = threading.Lock()
seen = []


async def report(request):
    with LOCK:
        seen.append(1)
    await asyncio.sleep(0.4)
    return JsonResponse({})


urlpatterns = [path("", report)]
