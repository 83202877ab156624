# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import threading
import time

from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/now/", "/behind/"]
DONE = []


class Count(threading.Thread):
    def run(self):
        time.sleep(0.3)
        DONE.append("counted")


def now(request):
    Count().run()
    return HttpResponse(DONE.pop())


def behind(request):
    thread = Count()
    thread.start()
    thread.join()
    return HttpResponse(DONE.pop())


urlpatterns = [path("now/", now), path("behind/", behind)]
# would break
import asyncio
import threading

from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/now/", "/behind/"]
DONE = []


class Count(threading.Thread):
    async def run(self):
        await asyncio.sleep(0.3)
        DONE.append("counted")


async def now(request):
    await Count().run()
    return HttpResponse(DONE.pop())


def behind(request):
    thread = Count()
    thread.start()
    thread.join()
    return HttpResponse(DONE.pop())


urlpatterns = [path("now/", now), path("behind/", behind)]
