# oracle: view
# django: 5.2
# flags: --unsafe-fixes
# breaks: 1
import os

import redis
from django.http import HttpResponse
from django.urls import path


class Prefixed(redis.Redis):
    def get(self, name):
        return super().get(f"shop:{name}")


class Store:
    def __init__(self, client: redis.Redis):
        self.client = client


URL = os.environ["REDIS_URL"]
STORE = Store(Prefixed.from_url(URL))


def prepare():
    redis.Redis.from_url(URL).set("shop:name", "first")


def shown(request):
    return HttpResponse(STORE.client.get("name"))


urlpatterns = [path("", shown)]
# would break
import os

import redis.asyncio
from django.http import HttpResponse
from django.urls import path


class Prefixed(redis.Redis):
    def get(self, name):
        return super().get(f"shop:{name}")


class Store:
    def __init__(self, client: redis.Redis):
        self.client = client


URL = os.environ["REDIS_URL"]
STORE = Store(redis.asyncio.Redis.from_url(URL))


def prepare():
    redis.Redis.from_url(URL).set("shop:name", "first")


async def shown(request):
    return HttpResponse(await STORE.client.get("name"))


urlpatterns = [path("", shown)]
