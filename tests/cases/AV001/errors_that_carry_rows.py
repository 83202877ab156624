# oracle: view
# django: 5.2
import logging
import time

from django.db import models
from django.http import HttpResponse, JsonResponse
from django.urls import path

REQUESTS = [f"/{name}/" for name in ("team", "method", "text", "all", "others", "saved", "either")]

logger = logging.getLogger("case")


class Team(models.Model):
    name = models.CharField(max_length=20)


class Player(models.Model):
    name = models.CharField(max_length=20)
    team = models.ForeignKey(Team, on_delete=models.CASCADE)

    def __str__(self):
        return f"{self.name} of {self.team.name}"


class RefusedError(Exception):
    def __init__(self, player, others):
        super().__init__("refused")
        self.player = player
        self.others = others

    def as_response(self):
        return JsonResponse({"refused": str(self.player)}, status=409)


class MissingError(Exception):
    def __str__(self):
        return f"{Player.objects.count()} players"


def prepare():
    Player.objects.create(name="Ann", team=Team.objects.create(name="red"))


def check():
    time.sleep(0.4)
    raise RefusedError(Player.objects.get(), Player.objects.all())


def team(request):
    try:
        check()
    except RefusedError as error:
        return HttpResponse(error.player.team.name)


def method(request):
    try:
        check()
    except RefusedError as error:
        return error.as_response()


def text(request):
    time.sleep(0.4)
    try:
        raise ValueError(Player.objects.get())
    except ValueError as error:
        logger.warning("failed: %s", error)
        return HttpResponse(str(error))


def everything(request):
    time.sleep(0.4)
    try:
        raise MissingError
    except MissingError as error:
        return HttpResponse(f"{error}")


def others(request):
    try:
        check()
    except RefusedError as error:
        return JsonResponse({"names": [one.name for one in error.others], "some": bool(error.others)})


def saved(request):
    try:
        check()
    except RefusedError as error:
        error.player.name = "Bob"
        error.player.save()
    return HttpResponse("saved")


def either(request):
    try:
        check()
    except ZeroDivisionError as error:
        return HttpResponse(error.args)
    except (KeyError, RefusedError) as error:
        return HttpResponse(type(error).__name__)


urlpatterns = [
    path("team/", team),
    path("method/", method),
    path("text/", text),
    path("all/", everything),
    path("others/", others),
    path("saved/", saved),
    path("either/", either),
]
# output
import asyncio
import logging

from asgiref.sync import sync_to_async
from django.db import models
from django.http import HttpResponse, JsonResponse
from django.urls import path

REQUESTS = [f"/{name}/" for name in ("team", "method", "text", "all", "others", "saved", "either")]

logger = logging.getLogger("case")


class Team(models.Model):
    name = models.CharField(max_length=20)


class Player(models.Model):
    name = models.CharField(max_length=20)
    team = models.ForeignKey(Team, on_delete=models.CASCADE)

    def __str__(self):
        return f"{self.name} of {self.team.name}"


class RefusedError(Exception):
    def __init__(self, player, others):
        super().__init__("refused")
        self.player = player
        self.others = others

    def as_response(self):
        return JsonResponse({"refused": str(self.player)}, status=409)


class MissingError(Exception):
    def __str__(self):
        return f"{Player.objects.count()} players"


def prepare():
    Player.objects.create(name="Ann", team=Team.objects.create(name="red"))


async def check():
    await asyncio.sleep(0.4)
    raise RefusedError(await Player.objects.aget(), Player.objects.all())


async def team(request):
    try:
        await check()
    except RefusedError as error:
        return HttpResponse((await sync_to_async(getattr)(error.player, "team")).name)


async def method(request):
    try:
        await check()
    except RefusedError as error:
        return await sync_to_async(error.as_response)()


async def text(request):
    await asyncio.sleep(0.4)
    try:
        raise ValueError(await Player.objects.aget())
    except ValueError as error:
        await sync_to_async(logger.warning)("failed: %s", error)
        return HttpResponse(await sync_to_async(str)(error))


async def everything(request):
    await asyncio.sleep(0.4)
    try:
        raise MissingError
    except MissingError as error:
        return HttpResponse(f"{await sync_to_async(str)(error)}")


async def others(request):
    try:
        await check()
    except RefusedError as error:
        return JsonResponse({"names": [one.name async for one in error.others], "some": await sync_to_async(bool)(error.others)})


async def saved(request):
    try:
        await check()
    except RefusedError as error:
        error.player.name = "Bob"
        await error.player.asave()
    return HttpResponse("saved")


async def either(request):
    try:
        await check()
    except ZeroDivisionError as error:
        return HttpResponse(error.args)
    except (KeyError, RefusedError) as error:
        return HttpResponse(type(error).__name__)


urlpatterns = [
    path("team/", team),
    path("method/", method),
    path("text/", text),
    path("all/", everything),
    path("others/", others),
    path("saved/", saved),
    path("either/", either),
]
