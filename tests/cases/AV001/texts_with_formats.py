# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import decimal
import time

from django.core.cache import cache
from django.db import models
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/rows/", "/own/", "/unknown/", "/shown/"]


class Team(models.Model):
    name = models.CharField(max_length=20)


class Player(models.Model):
    name = models.CharField(max_length=20)
    team = models.ForeignKey(Team, on_delete=models.CASCADE)

    def __str__(self):
        return f"{self.name} of {self.team.name}"


class Size:
    def __init__(self, team):
        self.team = team

    def __format__(self, wish):
        return format(Player.objects.filter(team=self.team).count(), wish)

    def __str__(self):
        return "a size"


def prepare():
    cache.set("total", decimal.Decimal("2.345"))
    Player.objects.create(name="Änne", team=Team.objects.create(name="red"))


def rows(request):
    time.sleep(0.4)
    player = Player.objects.get()
    return HttpResponse(f"{player!r}|{player!s:>20}|{player!a:.12}|{player}")


def own(request):
    time.sleep(0.4)
    size = Size(Team.objects.get())
    return HttpResponse(f"{size:03d}|{size}|{size!s}|{(size):>4}")


def unknown(request):
    time.sleep(0.4)
    total = cache.get("total")
    return HttpResponse(f"{total:.2f}|{total!r}|{total}")


def shown(request):
    time.sleep(0.4)
    player, team = Player.objects.get(), Team.objects.get()
    texts = [f"{player=} { player = !s}", f"{player.team.name=}", f"{team.player_set.count()=:03d}", f"{team.pk=}"]
    return HttpResponse("|".join(texts))


urlpatterns = [path("rows/", rows), path("own/", own), path("unknown/", unknown), path("shown/", shown)]
# output
import asyncio
import decimal

from asgiref.sync import sync_to_async
from django.core.cache import cache
from django.db import models
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/rows/", "/own/", "/unknown/", "/shown/"]


class Team(models.Model):
    name = models.CharField(max_length=20)


class Player(models.Model):
    name = models.CharField(max_length=20)
    team = models.ForeignKey(Team, on_delete=models.CASCADE)

    def __str__(self):
        return f"{self.name} of {self.team.name}"


class Size:
    def __init__(self, team):
        self.team = team

    def __format__(self, wish):
        return format(Player.objects.filter(team=self.team).count(), wish)

    def __str__(self):
        return "a size"


def prepare():
    cache.set("total", decimal.Decimal("2.345"))
    Player.objects.create(name="Änne", team=Team.objects.create(name="red"))


async def rows(request):
    await asyncio.sleep(0.4)
    player = await Player.objects.aget()
    return HttpResponse(f"{await sync_to_async(repr)(player)}|{await sync_to_async(str)(player):>20}|{await sync_to_async(ascii)(player):.12}|{await sync_to_async(str)(player)}")


async def own(request):
    await asyncio.sleep(0.4)
    size = Size(await Team.objects.aget())
    return HttpResponse(f"{await sync_to_async(format)(size, '03d')}|{await sync_to_async(format)(size)}|{await sync_to_async(str)(size)}|{await sync_to_async(format)((size), '>4')}")


async def unknown(request):
    await asyncio.sleep(0.4)
    total = await cache.aget("total")
    return HttpResponse(f"{await sync_to_async(format)(total, '.2f')}|{await sync_to_async(repr)(total)}|{await sync_to_async(format)(total)}")


async def shown(request):
    await asyncio.sleep(0.4)
    player, team = await Player.objects.aget(), await Team.objects.aget()
    texts = [f"player={await sync_to_async(repr)(player)}  player = { await sync_to_async(str)(player)}", f"player.team.name={(await sync_to_async(getattr)(player, 'team')).name!r}", f"team.player_set.count()={await team.player_set.acount():03d}", f"{team.pk=}"]
    return HttpResponse("|".join(texts))


urlpatterns = [path("rows/", rows), path("own/", own), path("unknown/", unknown), path("shown/", shown)]
