# oracle: view
# django: 5.2
import json
import string
import time
from operator import attrgetter

from django.db import models
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/header/", "/sorted/", "/largest/", "/json/", "/template/"]


class Team(models.Model):
    name = models.CharField(max_length=20)


class Player(models.Model):
    name = models.CharField(max_length=20)
    team = models.ForeignKey(Team, on_delete=models.CASCADE)

    def __str__(self):
        return f"{self.name} of {self.team.name}"


def prepare():
    for name, team in (("Ann", "red"), ("Bob", "blue")):
        Player.objects.create(name=name, team=Team.objects.create(name=team))


def header(request):
    player = Player.objects.get(name="Ann")
    time.sleep(0.4)
    response = HttpResponse("found")
    response["X-Player"] = player
    response["X-Name"] = player.name
    return response


def in_order(request):
    players = list(Player.objects.all())
    time.sleep(0.2)
    names = sorted(players, key=attrgetter("name"), reverse=True)
    teams = sorted(players, key=attrgetter("team.name"))
    return HttpResponse(f"{[one.name for one in names]} {[one.name for one in teams]}")


def largest(request):
    players = [Player.objects.get(name="Ann"), Player.objects.get(name="Bob")]
    time.sleep(0.2)
    players.sort(key=attrgetter("team.name"))
    return HttpResponse(players[0].name)


def as_json(request):
    time.sleep(0.2)
    return HttpResponse(json.dumps({"player": Player.objects.get(name="Ann"), "more": [1, "x"]}, default=str))


def template(request):
    player = Player.objects.get(name="Bob")
    time.sleep(0.2)
    return HttpResponse(string.Template("$player!").substitute(player=player))


urlpatterns = [
    path("header/", header),
    path("sorted/", in_order),
    path("largest/", largest),
    path("json/", as_json),
    path("template/", template),
]
# output
import asyncio
import json
import string
from operator import attrgetter

from asgiref.sync import sync_to_async
from django.db import models
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/header/", "/sorted/", "/largest/", "/json/", "/template/"]


class Team(models.Model):
    name = models.CharField(max_length=20)


class Player(models.Model):
    name = models.CharField(max_length=20)
    team = models.ForeignKey(Team, on_delete=models.CASCADE)

    def __str__(self):
        return f"{self.name} of {self.team.name}"


def prepare():
    for name, team in (("Ann", "red"), ("Bob", "blue")):
        Player.objects.create(name=name, team=Team.objects.create(name=team))


async def header(request):
    player = await Player.objects.aget(name="Ann")
    await asyncio.sleep(0.4)
    response = HttpResponse("found")
    response["X-Player"] = await sync_to_async(str)(player)
    response["X-Name"] = player.name
    return response


async def in_order(request):
    players = [item async for item in Player.objects.all()]
    await asyncio.sleep(0.2)
    names = sorted(players, key=attrgetter("name"), reverse=True)
    teams = await sync_to_async(sorted)(players, key=attrgetter("team.name"))
    return HttpResponse(f"{[one.name for one in names]} {[one.name for one in teams]}")


async def largest(request):
    players = [await Player.objects.aget(name="Ann"), await Player.objects.aget(name="Bob")]
    await asyncio.sleep(0.2)
    await sync_to_async(players.sort)(key=attrgetter("team.name"))
    return HttpResponse(players[0].name)


async def as_json(request):
    await asyncio.sleep(0.2)
    return HttpResponse(await sync_to_async(json.dumps)({"player": await Player.objects.aget(name="Ann"), "more": [1, "x"]}, default=str))


async def template(request):
    player = await Player.objects.aget(name="Bob")
    await asyncio.sleep(0.2)
    return HttpResponse(await sync_to_async(string.Template("$player!").substitute)(player=player))


urlpatterns = [
    path("header/", header),
    path("sorted/", in_order),
    path("largest/", largest),
    path("json/", as_json),
    path("template/", template),
]
