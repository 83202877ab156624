# oracle: view
# django: 5.0
import contextlib
import time

from django.http import HttpResponse
from django.urls import path


def report(request):
    with contextlib.suppress(BaseException):
        time.sleep(0.3)
    return HttpResponse("done")


urlpatterns = [path("", report)]
# would break
import asyncio
import contextlib

from django.http import HttpResponse
from django.urls import path


async def report(request):
    with contextlib.suppress(BaseException):
        await asyncio.sleep(0.3)
    return HttpResponse("done")


urlpatterns = [path("", report)]
