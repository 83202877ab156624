# oracle: view
# django: 5.2
# flags: --unsafe-fixes
# breaks: 1
import os
import time

import redis
from django.http import HttpResponse
from django.urls import path

CLIENT = redis.Redis.from_url(os.environ["REDIS_URL"])


def report(request):
    with CLIENT.lock("lock"):
        time.sleep(0.3)
    return HttpResponse("report")


urlpatterns = [path("", report)]
# would break
import os
import asyncio

import redis
from asgiref.sync import sync_to_async
from django.http import HttpResponse
from django.urls import path

CLIENT = redis.Redis.from_url(os.environ["REDIS_URL"])


async def report(request):
    lock = CLIENT.lock("lock")
    await sync_to_async(lock.acquire)()
    try:
        await asyncio.sleep(0.3)
    finally:
        lock.release()
    return HttpResponse("report")


urlpatterns = [path("", report)]
