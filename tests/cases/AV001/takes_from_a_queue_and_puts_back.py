# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import os

import redis
from django.http import JsonResponse
from django.urls import path


def prepare():
    connection = redis.from_url(os.environ["REDIS_URL"])
    connection.delete("todo", "busy")
    connection.rpush("todo", "report")


def take(request):
    connection = redis.from_url(os.environ["REDIS_URL"], decode_responses=True)
    try:
        found = connection.blpop(["todo"], timeout=1)
        if found is None:
            return JsonResponse({"job": None})
        connection.hset("busy", found[1], "taken")
    finally:
        connection.close()
    return JsonResponse({"job": found[1]})


urlpatterns = [path("", take)]
