# oracle: view
# django: 5.0
import functools
import time

from django.http import HttpResponse
from django.urls import path


def measured(function, *args, **kwargs):
    start = time.monotonic()
    response = function(*args, **kwargs)
    response["X-Fast"] = str(time.monotonic() - start < 10)
    return response


def timed(view):
    @functools.wraps(view)
    def inner(request, *args, **kwargs):
        return measured(view, request, *args, **kwargs)

    return inner


@timed
def report(request):
    time.sleep(0.3)
    return HttpResponse("report")


urlpatterns = [path("", report)]
# would break
import asyncio
import functools
import time

from asgiref.sync import iscoroutinefunction
from django.http import HttpResponse
from django.urls import path


def measured(function, *args, **kwargs):
    start = time.monotonic()
    response = function(*args, **kwargs)
    response["X-Fast"] = str(time.monotonic() - start < 10)
    return response


def timed(view):
    if iscoroutinefunction(view):

        @functools.wraps(view)
        async def inner(request, *args, **kwargs):
            return measured(view, request, *args, **kwargs)

        return inner

    @functools.wraps(view)
    def inner(request, *args, **kwargs):
        return measured(view, request, *args, **kwargs)

    return inner


@timed
async def report(request):
    await asyncio.sleep(0.3)
    return HttpResponse("report")


urlpatterns = [path("", report)]
