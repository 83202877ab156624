# oracle: view
# django: 5.2
# breaks: 5
import time

from django.db import models
from django.http import HttpResponse, JsonResponse
from django.urls import path

REQUESTS = [f"/{name}/" for name in ("dictionary", "looked-up", "set", "list", "index")]


class Team(models.Model):
    name = models.CharField(max_length=20)


class Squad:
    def __init__(self, name):
        self.name = name

    def _count(self):
        return Team.objects.filter(name=self.name).count()

    def __eq__(self, other):
        return self._count() == other._count()

    def __hash__(self):
        return self._count()

    def __index__(self):
        return self._count()


def prepare():
    Team.objects.create(name="red")


def dictionary(request):
    time.sleep(0.2)
    return JsonResponse({"keys": len({Squad("red"): 1, Squad("blue"): 2})})


def looked_up(request):
    counts = {}
    time.sleep(0.2)
    counts[Squad("red")] = 1
    return JsonResponse({"count": len(counts)})


def as_set(request):
    time.sleep(0.2)
    return JsonResponse({"size": len({Squad(name) for name in ("red", "blue")})})


def in_list(request):
    squads = [Squad("red")]
    time.sleep(0.2)
    return JsonResponse({"found": Squad("blue") in squads})


def index(request):
    time.sleep(0.2)
    return HttpResponse(["no team", "one team"][Squad("red")])


urlpatterns = [
    path("dictionary/", dictionary),
    path("looked-up/", looked_up),
    path("set/", as_set),
    path("list/", in_list),
    path("index/", index),
]
# would break
import asyncio

from django.db import models
from django.http import HttpResponse, JsonResponse
from django.urls import path

REQUESTS = [f"/{name}/" for name in ("dictionary", "looked-up", "set", "list", "index")]


class Team(models.Model):
    name = models.CharField(max_length=20)


class Squad:
    def __init__(self, name):
        self.name = name

    def _count(self):
        return Team.objects.filter(name=self.name).count()

    def __eq__(self, other):
        return self._count() == other._count()

    def __hash__(self):
        return self._count()

    def __index__(self):
        return self._count()


def prepare():
    Team.objects.create(name="red")


async def dictionary(request):
    await asyncio.sleep(0.2)
    return JsonResponse({"keys": len({Squad("red"): 1, Squad("blue"): 2})})


async def looked_up(request):
    counts = {}
    await asyncio.sleep(0.2)
    counts[Squad("red")] = 1
    return JsonResponse({"count": len(counts)})


async def as_set(request):
    await asyncio.sleep(0.2)
    return JsonResponse({"size": len({Squad(name) for name in ("red", "blue")})})


async def in_list(request):
    squads = [Squad("red")]
    await asyncio.sleep(0.2)
    return JsonResponse({"found": Squad("blue") in squads})


async def index(request):
    await asyncio.sleep(0.2)
    return HttpResponse(["no team", "one team"][Squad("red")])


urlpatterns = [
    path("dictionary/", dictionary),
    path("looked-up/", looked_up),
    path("set/", as_set),
    path("list/", in_list),
    path("index/", index),
]
