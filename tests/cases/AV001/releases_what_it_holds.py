# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import logging
import os
import shutil
import tempfile
import time

from django.core.cache import cache
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/pack/", "/locked/"]
LEAVES = [1]
logger = logging.getLogger("case")
cleaned = []


def pack(request):
    folder = tempfile.mkdtemp(dir=".")
    try:
        with open(os.path.join(folder, "report.txt"), "w") as file:
            file.write("report")
        time.sleep(0.4)
        with open(os.path.join(folder, "report.txt")) as file:
            return HttpResponse(file.read())
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        cleaned.append(folder)


def locked(request):
    if not cache.add("lock", "1", timeout=30):
        return HttpResponse("busy", status=423)
    try:
        time.sleep(0.1)
        return HttpResponse("mine")
    finally:
        cache.delete("lock")


urlpatterns = [path("pack/", pack), path("locked/", locked)]
# output
import asyncio
import logging
import os
import shutil
import tempfile

from django.core.cache import cache
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/pack/", "/locked/"]
LEAVES = [1]
logger = logging.getLogger("case")
cleaned = []


async def pack(request):
    folder = tempfile.mkdtemp(dir=".")
    try:
        with open(os.path.join(folder, "report.txt"), "w") as file:
            file.write("report")
        await asyncio.sleep(0.4)
        with open(os.path.join(folder, "report.txt")) as file:
            return HttpResponse(file.read())
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        cleaned.append(folder)


async def locked(request):
    if not await cache.aadd("lock", "1", timeout=30):
        return HttpResponse("busy", status=423)
    try:
        await asyncio.sleep(0.1)
        return HttpResponse("mine")
    finally:
        await cache.adelete("lock")


urlpatterns = [path("pack/", pack), path("locked/", locked)]
