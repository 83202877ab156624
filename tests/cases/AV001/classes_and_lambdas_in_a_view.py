# oracle: view
# django: 5.2
# flags: --unsafe-fixes
# breaks: 3
import time

from django import forms
from django.db import models
from django.http import HttpResponse, JsonResponse
from django.urls import path

REQUESTS = ["/prices/", "/price/", "/team/"]


class Team(models.Model):
    name = models.CharField(max_length=10)


def prepare():
    Team.objects.create(name="red")


def price_of(name):
    time.sleep(0.3)
    return len(name)


def prices(request):
    of = lambda name: price_of(name)
    return JsonResponse({"prices": [of("apple"), of("pear")]})


def price(request):
    class Shown:
        value = price_of("apple")

    return JsonResponse({"price": Shown.value})


def team(request):
    class TeamForm(forms.Form):
        team = forms.ChoiceField(choices=[(one.pk, one.name) for one in Team.objects.all()])

    time.sleep(0.3)
    return HttpResponse(TeamForm().as_p())


urlpatterns = [path("prices/", prices), path("price/", price), path("team/", team)]
# would break
import asyncio

from asgiref.sync import sync_to_async
from django import forms
from django.db import models
from django.http import HttpResponse, JsonResponse
from django.urls import path

REQUESTS = ["/prices/", "/price/", "/team/"]


class Team(models.Model):
    name = models.CharField(max_length=10)


def prepare():
    Team.objects.create(name="red")


async def price_of(name):
    await asyncio.sleep(0.3)
    return len(name)


async def prices(request):
    of = lambda name: price_of(name)
    return JsonResponse({"prices": [of("apple"), of("pear")]})


async def price(request):
    class Shown:
        value = price_of("apple")

    return JsonResponse({"price": Shown.value})


async def team(request):
    class TeamForm(forms.Form):
        team = forms.ChoiceField(choices=[(one.pk, one.name) for one in Team.objects.all()])

    await asyncio.sleep(0.3)
    return HttpResponse(await sync_to_async(TeamForm().as_p)())


urlpatterns = [path("prices/", prices), path("price/", price), path("team/", team)]
