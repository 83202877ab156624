# oracle: view
# django: 5.2
# flags: --unsafe-fixes
# breaks: 1
import os
import threading

import redis
from django.http import HttpResponse
from django.urls import path

CLIENT = redis.Redis.from_url(os.environ["REDIS_URL"])


def report(request):
    threading.Timer(0.4, CLIENT.publish, ["reports", "ready"]).start()
    messages = CLIENT.pubsub(ignore_subscribe_messages=True)
    messages.subscribe("reports")
    for message in messages.listen():
        return HttpResponse(message["data"])


urlpatterns = [path("", report)]
# would break
import os
import threading

import redis
from asgiref.sync import sync_to_async
from django.http import HttpResponse
from django.urls import path

CLIENT = redis.Redis.from_url(os.environ["REDIS_URL"])


async def report(request):
    threading.Timer(0.4, CLIENT.publish, ["reports", "ready"]).start()
    messages = CLIENT.pubsub(ignore_subscribe_messages=True)
    await sync_to_async(messages.subscribe)("reports")
    async for message in messages.listen():
        return HttpResponse(message["data"])


urlpatterns = [path("", report)]
