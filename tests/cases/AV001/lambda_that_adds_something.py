# oracle: view
# django: 5.0
import time

from django.http import HttpResponse
from django.urls import path


def report(request, now):
    time.sleep(0.3)
    return HttpResponse(f"report {now > 0}")


urlpatterns = [path("", lambda request: report(request, time.monotonic()))]
# would break
import asyncio
import time

from django.http import HttpResponse
from django.urls import path


async def report(request, now):
    await asyncio.sleep(0.3)
    return HttpResponse(f"report {now > 0}")


urlpatterns = [path("", lambda request: report(request, time.monotonic()))]
