# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import os
import tempfile
import time

from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/late/", "/never/"]
LEAVES = [0, 1]


def late(request):
    with tempfile.NamedTemporaryFile("w", dir=".", delete=False) as file:
        for number in range(3):
            time.sleep(0.2)
            file.write(f"{number}\n")
    try:
        with open(file.name) as written:
            return HttpResponse(written.read())
    finally:
        os.unlink(file.name)


def never(request):
    with tempfile.NamedTemporaryFile("w", dir=".", delete=False) as file:
        file.write("report")
    time.sleep(0.3)
    with open(file.name) as written:
        text = written.read()
    os.remove(file.name)
    return HttpResponse(text)


urlpatterns = [path("late/", late), path("never/", never)]
# would break
import asyncio
import os
import tempfile

from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/late/", "/never/"]
LEAVES = [0, 1]


async def late(request):
    with tempfile.NamedTemporaryFile("w", dir=".", delete=False) as file:
        for number in range(3):
            await asyncio.sleep(0.2)
            file.write(f"{number}\n")
    try:
        with open(file.name) as written:
            return HttpResponse(written.read())
    finally:
        os.unlink(file.name)


async def never(request):
    with tempfile.NamedTemporaryFile("w", dir=".", delete=False) as file:
        file.write("report")
    await asyncio.sleep(0.3)
    with open(file.name) as written:
        text = written.read()
    os.remove(file.name)
    return HttpResponse(text)


urlpatterns = [path("late/", late), path("never/", never)]
