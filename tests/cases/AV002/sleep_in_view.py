# oracle: async-view
import time

from django.http import HttpResponse
from django.urls import path


async def report(request):
    time.sleep(0.3)
    return HttpResponse("done")


urlpatterns = [path("", report)]
# output
import asyncio

from django.http import HttpResponse
from django.urls import path


async def report(request):
    await asyncio.sleep(0.3)
    return HttpResponse("done")


urlpatterns = [path("", report)]
