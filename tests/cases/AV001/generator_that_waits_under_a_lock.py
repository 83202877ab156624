# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import threading
import time

from django.http import JsonResponse
from django.urls import path

LINE = threading.Lock()


def replies(count):
    for number in range(count):
        with LINE:
            time.sleep(0.3)
        yield number


def all_replies(count):
    yield from replies(count)


def ask(request):
    time.sleep(0.2)
    found = []
    for reply in all_replies(2):
        found.append(reply)
    return JsonResponse({"replies": found})


urlpatterns = [path("", ask)]
# would break
import asyncio
import threading
import time

from django.http import JsonResponse
from django.urls import path

LINE = threading.Lock()


def replies(count):
    for number in range(count):
        with LINE:
            time.sleep(0.3)
        yield number


def all_replies(count):
    yield from replies(count)


async def ask(request):
    await asyncio.sleep(0.2)
    found = []
    for reply in all_replies(2):
        found.append(reply)
    return JsonResponse({"replies": found})


urlpatterns = [path("", ask)]
