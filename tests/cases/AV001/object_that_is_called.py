# flags: --unsafe-fixes
# oracle: view
import time

from django.http import HttpResponse
from django.urls import path


class Report:
    def __call__(self, request):
        time.sleep(0.5)
        return HttpResponse("report")


urlpatterns = [path("", Report())]
# would break
import asyncio

from django.http import HttpResponse
from django.urls import path


class Report:
    async def __call__(self, request):
        await asyncio.sleep(0.5)
        return HttpResponse("report")


urlpatterns = [path("", Report())]
