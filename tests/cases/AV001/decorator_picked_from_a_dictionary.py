# oracle: view
# django: 5.2
# flags: --unsafe-fixes
# breaks: 2
import time
from functools import wraps

from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/", "/sizes/"]


def stamped(view):
    @wraps(view)
    def inner(request):
        response = view(request)
        response["X-Stamp"] = "yes"
        return response

    return inner


DECORATORS = {"stamped": stamped}


@DECORATORS["stamped"]
def report(request):
    time.sleep(0.3)
    return HttpResponse("report")


class Statistics:
    def __init__(self):
        self.sizes = []

    def measured(self, view):
        def inner(request):
            response = view(request)
            self.sizes.append(len(response.content))
            return response

        return inner


STATISTICS = Statistics()


@STATISTICS.measured
def sizes(request):
    time.sleep(0.3)
    return HttpResponse("sizes")


urlpatterns = [path("", report), path("sizes/", sizes)]
# would break
import asyncio
from functools import wraps

from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/", "/sizes/"]


def stamped(view):
    @wraps(view)
    def inner(request):
        response = view(request)
        response["X-Stamp"] = "yes"
        return response

    return inner


DECORATORS = {"stamped": stamped}


@DECORATORS["stamped"]
async def report(request):
    await asyncio.sleep(0.3)
    return HttpResponse("report")


class Statistics:
    def __init__(self):
        self.sizes = []

    def measured(self, view):
        def inner(request):
            response = view(request)
            self.sizes.append(len(response.content))
            return response

        return inner


STATISTICS = Statistics()


@STATISTICS.measured
async def sizes(request):
    await asyncio.sleep(0.3)
    return HttpResponse("sizes")


urlpatterns = [path("", report), path("sizes/", sizes)]
