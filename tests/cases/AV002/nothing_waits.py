# oracle: async-view
import asyncio
import queue
import time

from django.http import HttpResponse
from django.urls import path

JOBS = queue.Queue()


async def report(request):
    await asyncio.sleep(0.1)
    time.sleep(0)
    JOBS.put(1, block=False)
    return HttpResponse(str(JOBS.get(block=False)))


urlpatterns = [path("", report)]
