# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import threading
import time

from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/", "/"]
LEAVES = [1]
cleaned = []
slots = threading.BoundedSemaphore(2)


def render_report(request):
    if not slots.acquire(timeout=1):
        return HttpResponse("busy", status=503)
    time.sleep(0.4)
    slots.release()
    cleaned.append("slot")
    return HttpResponse("rendered")


urlpatterns = [path("", render_report)]
# would break
import asyncio
import threading

from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/", "/"]
LEAVES = [1]
cleaned = []
slots = threading.BoundedSemaphore(2)


async def render_report(request):
    if not slots.acquire(timeout=1):
        return HttpResponse("busy", status=503)
    await asyncio.sleep(0.4)
    slots.release()
    cleaned.append("slot")
    return HttpResponse("rendered")


urlpatterns = [path("", render_report)]
