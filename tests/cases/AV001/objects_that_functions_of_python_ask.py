# oracle: view
# django: 5.2
import time

from django.db import models
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/numbers/", "/several/", "/found/"]


class Team(models.Model):
    name = models.CharField(max_length=20)
    size = models.IntegerField()


class Squad:
    def __init__(self, name):
        self.name = name

    def _size(self):
        return Team.objects.get(name=self.name).size

    def __abs__(self):
        return self._size()

    def __bool__(self):
        return self._size() > 0

    def __eq__(self, other):
        return self._size() == other._size()

    def __hash__(self):
        return self._size()

    def __int__(self):
        return self._size()

    def __len__(self):
        return self._size()

    def __lt__(self, other):
        return self._size() < other._size()

    def __radd__(self, other):
        return other + self._size()


def prepare():
    Team.objects.create(name="red", size=2)
    Team.objects.create(name="blue", size=3)


def numbers(request):
    red = Squad("red")
    time.sleep(0.4)
    return HttpResponse(f"{int(red)} {abs(red)} {hash(red)} {isinstance(red, Squad)}")


def several(request):
    squads = [Squad("blue"), Squad("red")]
    time.sleep(0.2)
    squads.sort()
    return HttpResponse(f"{sum(squads)} {any(squads)} {min(squads, key=len).name} {squads[0].name}")


def found(request):
    red, blue = Squad("red"), Squad("blue")
    time.sleep(0.2)
    squads, kept = [blue, red], set()
    kept.add(red)
    squads.remove(Squad("red"))
    squads.append(blue)
    return HttpResponse(f"{len(kept)} {squads.index(blue)} {({1: 2}).get(red)} {squads.count(blue)}")


urlpatterns = [
    path("numbers/", numbers),
    path("several/", several),
    path("found/", found),
]
# output
import asyncio

from asgiref.sync import sync_to_async
from django.db import models
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/numbers/", "/several/", "/found/"]


class Team(models.Model):
    name = models.CharField(max_length=20)
    size = models.IntegerField()


class Squad:
    def __init__(self, name):
        self.name = name

    def _size(self):
        return Team.objects.get(name=self.name).size

    def __abs__(self):
        return self._size()

    def __bool__(self):
        return self._size() > 0

    def __eq__(self, other):
        return self._size() == other._size()

    def __hash__(self):
        return self._size()

    def __int__(self):
        return self._size()

    def __len__(self):
        return self._size()

    def __lt__(self, other):
        return self._size() < other._size()

    def __radd__(self, other):
        return other + self._size()


def prepare():
    Team.objects.create(name="red", size=2)
    Team.objects.create(name="blue", size=3)


async def numbers(request):
    red = Squad("red")
    await asyncio.sleep(0.4)
    return HttpResponse(f"{await sync_to_async(int)(red)} {await sync_to_async(abs)(red)} {await sync_to_async(hash)(red)} {isinstance(red, Squad)}")


async def several(request):
    squads = [Squad("blue"), Squad("red")]
    await asyncio.sleep(0.2)
    await sync_to_async(squads.sort)()
    return HttpResponse(f"{await sync_to_async(sum)(squads)} {await sync_to_async(any)(squads)} {(await sync_to_async(min)(squads, key=len)).name} {squads[0].name}")


async def found(request):
    red, blue = Squad("red"), Squad("blue")
    await asyncio.sleep(0.2)
    squads, kept = [blue, red], set()
    await sync_to_async(kept.add)(red)
    await sync_to_async(squads.remove)(Squad("red"))
    squads.append(blue)
    return HttpResponse(f"{await sync_to_async(len)(kept)} {await sync_to_async(squads.index)(blue)} {await sync_to_async(({1: 2}).get)(red)} {await sync_to_async(squads.count)(blue)}")


urlpatterns = [
    path("numbers/", numbers),
    path("several/", several),
    path("found/", found),
]
