# oracle: view
# django: 5.2
import time

from django.db import models
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/list/", "/show/?format=csv", "/first/"]


class Team(models.Model):
    name = models.CharField(max_length=20)


class Player(models.Model):
    name = models.CharField(max_length=20)
    team = models.ForeignKey(Team, on_delete=models.CASCADE)

    def __str__(self):
        return f"{self.name} of {self.team.name}"

    def __format__(self, wish):
        return format(str(self), wish)


def prepare():
    team = Team.objects.create(name="red")
    for name in ("Ann", "Bob"):
        Player.objects.create(name=name, team=team)


def list(request):
    time.sleep(0.4)
    first, second = Player.objects.order_by("pk")
    return HttpResponse(f"{first.name}, {second.name}")


def show(request):
    format = request.GET.get("format")
    player = Player.objects.get(name="Bob")
    time.sleep(0.2)
    return HttpResponse(f"{player:>20}.{format}")


def first(request):
    bool, str, getattr = 1, 2, 3
    player = Player.objects.get(name="Ann")
    time.sleep(0.2)
    if Player.objects.filter(name="Bob"):
        return HttpResponse(f"{player!s} {player.team.name} {bool} {str} {getattr}")
    return HttpResponse("none")


urlpatterns = [path("list/", list), path("show/", show), path("first/", first)]
# output
import asyncio
from builtins import bool as builtins_bool, format as builtins_format, getattr as builtins_getattr, list as builtins_list, str as builtins_str

from asgiref.sync import sync_to_async
from django.db import models
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/list/", "/show/?format=csv", "/first/"]


class Team(models.Model):
    name = models.CharField(max_length=20)


class Player(models.Model):
    name = models.CharField(max_length=20)
    team = models.ForeignKey(Team, on_delete=models.CASCADE)

    def __str__(self):
        return f"{self.name} of {self.team.name}"

    def __format__(self, wish):
        return format(str(self), wish)


def prepare():
    team = Team.objects.create(name="red")
    for name in ("Ann", "Bob"):
        Player.objects.create(name=name, team=team)


async def list(request):
    await asyncio.sleep(0.4)
    first, second = await sync_to_async(builtins_list)(Player.objects.order_by("pk"))
    return HttpResponse(f"{first.name}, {second.name}")


async def show(request):
    format = request.GET.get("format")
    player = await Player.objects.aget(name="Bob")
    await asyncio.sleep(0.2)
    return HttpResponse(f"{await sync_to_async(builtins_format)(player, '>20')}.{format}")


async def first(request):
    bool, str, getattr = 1, 2, 3
    player = await Player.objects.aget(name="Ann")
    await asyncio.sleep(0.2)
    if await sync_to_async(builtins_bool)(Player.objects.filter(name="Bob")):
        return HttpResponse(f"{await sync_to_async(builtins_str)(player)} {(await sync_to_async(builtins_getattr)(player, 'team')).name} {bool} {str} {getattr}")
    return HttpResponse("none")


urlpatterns = [path("list/", list), path("show/", show), path("first/", first)]
