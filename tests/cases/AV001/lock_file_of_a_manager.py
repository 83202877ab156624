# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import os
import time
from contextlib import contextmanager

from django.http import HttpResponse
from django.urls import path


@contextmanager
def locked():
    with open("report.lock", "w") as file:
        file.write("taken")
    yield
    os.remove("report.lock")


def report(request):
    if os.path.exists("report.lock"):
        return HttpResponse("somebody makes the report", status=409)
    with locked():
        time.sleep(0.3)
    return HttpResponse("report")


urlpatterns = [path("", report)]
# would break
import asyncio
import os
from contextlib import contextmanager

from django.http import HttpResponse
from django.urls import path


@contextmanager
def locked():
    with open("report.lock", "w") as file:
        file.write("taken")
    yield
    os.remove("report.lock")


async def report(request):
    if os.path.exists("report.lock"):
        return HttpResponse("somebody makes the report", status=409)
    with locked():
        await asyncio.sleep(0.3)
    return HttpResponse("report")


urlpatterns = [path("", report)]
