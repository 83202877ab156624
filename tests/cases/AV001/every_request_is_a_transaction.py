# oracle: view
# django: 5.2
# flags: --unsafe-fixes
# breaks: 1
import time

from django.db import connections
from django.http import HttpResponse
from django.urls import path

ROOT_URLCONF = "case"
connections.settings["default"]["ATOMIC_REQUESTS"] = True


def report(request):
    time.sleep(0.2)
    return HttpResponse("report")


urlpatterns = [path("", report)]
# would break
import asyncio

from django.db import connections
from django.http import HttpResponse
from django.urls import path

ROOT_URLCONF = "case"
connections.settings["default"]["ATOMIC_REQUESTS"] = True


async def report(request):
    await asyncio.sleep(0.2)
    return HttpResponse("report")


urlpatterns = [path("", report)]
