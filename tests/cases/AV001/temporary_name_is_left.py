# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import os
import tempfile
import time

from django.http import HttpResponse
from django.urls import path


def thumbnail(request):
    handle, name = tempfile.mkstemp(suffix=".png", dir=".")
    os.write(handle, b"pixels")
    os.close(handle)
    time.sleep(0.3)
    with open(name, "rb") as file:
        data = file.read()
    os.remove(name)
    return HttpResponse(data, content_type="image/png")


urlpatterns = [path("", thumbnail)]
# would break
import asyncio
import os
import tempfile

from django.http import HttpResponse
from django.urls import path


async def thumbnail(request):
    handle, name = tempfile.mkstemp(suffix=".png", dir=".")
    os.write(handle, b"pixels")
    os.close(handle)
    await asyncio.sleep(0.3)
    with open(name, "rb") as file:
        data = file.read()
    os.remove(name)
    return HttpResponse(data, content_type="image/png")


urlpatterns = [path("", thumbnail)]
