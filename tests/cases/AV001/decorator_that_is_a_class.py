# oracle: view
# django: 5.0
import time

from django.http import HttpResponse
from django.urls import path


class counted:
    def __init__(self, view):
        self.view = view
        self.count = 0

    def __call__(self, request):
        self.count += 1
        return self.view(request)


@counted
def report(request):
    time.sleep(0.3)
    return HttpResponse("report")


urlpatterns = [path("", report)]
# would break
import asyncio

from django.http import HttpResponse
from django.urls import path


class counted:
    def __init__(self, view):
        self.view = view
        self.count = 0

    def __call__(self, request):
        self.count += 1
        return self.view(request)


@counted
async def report(request):
    await asyncio.sleep(0.3)
    return HttpResponse("report")


urlpatterns = [path("", report)]
