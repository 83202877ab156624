# oracle: view
# django: 5.2
# breaks: 3
import time

from django.db import models
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/joined/", "/first/", "/some/"]


class Team(models.Model):
    name = models.CharField(max_length=20)


class Player(models.Model):
    name = models.CharField(max_length=20)
    team = models.ForeignKey(Team, on_delete=models.CASCADE)


def prepare():
    team = Team.objects.create(name="red")
    for name in ("Ann", "Bob"):
        Player.objects.create(name=name, team=team)


def teams_of(players):
    return (player.team.name for player in players)


def named(word):
    return (name for name in [word] if Team.objects.filter(name=name).exists())


def joined(request):
    time.sleep(0.2)
    return HttpResponse(",".join(teams_of(Player.objects.all())))


def first(request):
    players = list(Player.objects.all())
    time.sleep(0.2)
    return HttpResponse(next(teams_of(players)))


def some(request):
    time.sleep(0.2)
    for name in named("red"):
        return HttpResponse(name)
    return HttpResponse("none")


urlpatterns = [path("joined/", joined), path("first/", first), path("some/", some)]
# would break
import asyncio

from django.db import models
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/joined/", "/first/", "/some/"]


class Team(models.Model):
    name = models.CharField(max_length=20)


class Player(models.Model):
    name = models.CharField(max_length=20)
    team = models.ForeignKey(Team, on_delete=models.CASCADE)


def prepare():
    team = Team.objects.create(name="red")
    for name in ("Ann", "Bob"):
        Player.objects.create(name=name, team=team)


def teams_of(players):
    return (player.team.name for player in players)


def named(word):
    return (name for name in [word] if Team.objects.filter(name=name).exists())


async def joined(request):
    await asyncio.sleep(0.2)
    return HttpResponse(",".join(teams_of([player async for player in Player.objects.all()])))


async def first(request):
    players = [player async for player in Player.objects.all()]
    await asyncio.sleep(0.2)
    return HttpResponse(next(teams_of(players)))


async def some(request):
    await asyncio.sleep(0.2)
    for name in named("red"):
        return HttpResponse(name)
    return HttpResponse("none")


urlpatterns = [path("joined/", joined), path("first/", first), path("some/", some)]
