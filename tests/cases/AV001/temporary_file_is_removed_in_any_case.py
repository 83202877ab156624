# oracle: view
# django: 5.2
import os
import tempfile
import time

from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/late/", "/with/"]
LEAVES = [0, 1]


def late(request):
    with tempfile.NamedTemporaryFile("w", dir=".", delete=False) as file:
        file.write("report")
    try:
        time.sleep(0.3)
        with open(file.name) as written:
            return HttpResponse(written.read())
    finally:
        os.unlink(file.name)


def gone(request):
    with tempfile.NamedTemporaryFile("w", dir=".", delete=True) as file:
        file.write("report")
        time.sleep(0.3)
    return HttpResponse("sent")


urlpatterns = [path("late/", late), path("with/", gone)]
# output
import asyncio
import os
import tempfile

from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/late/", "/with/"]
LEAVES = [0, 1]


async def late(request):
    with tempfile.NamedTemporaryFile("w", dir=".", delete=False) as file:
        file.write("report")
    try:
        await asyncio.sleep(0.3)
        with open(file.name) as written:
            return HttpResponse(written.read())
    finally:
        os.unlink(file.name)


async def gone(request):
    with tempfile.NamedTemporaryFile("w", dir=".", delete=True) as file:
        file.write("report")
        await asyncio.sleep(0.3)
    return HttpResponse("sent")


urlpatterns = [path("late/", late), path("with/", gone)]
