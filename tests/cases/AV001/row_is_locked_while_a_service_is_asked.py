# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
import os

import requests
from django.db import models, transaction
from django.http import JsonResponse
from django.urls import path


class Stock(models.Model):
    left = models.IntegerField(default=5)


def prepare():
    Stock.objects.create()


def reserve(request):
    with transaction.atomic():
        stock = Stock.objects.select_for_update().get(pk=1)
        answer = requests.get(f"{os.environ['SERVICE']}/slow/0.3", timeout=5)
        if answer.ok:
            stock.left -= 1
            stock.save()
    return JsonResponse({"left": stock.left})


urlpatterns = [path("", reserve)]
# would break
import os

import httpx
from django.db import models, transaction
from django.http import JsonResponse
from django.urls import path


class Stock(models.Model):
    left = models.IntegerField(default=5)


def prepare():
    Stock.objects.create()


async def reserve(request):
    with transaction.atomic():
        stock = await Stock.objects.select_for_update().aget(pk=1)
        async with httpx.AsyncClient(follow_redirects=True, timeout=5) as client:
            answer = await client.get(f"{os.environ['SERVICE']}/slow/0.3")
        if answer.status_code < 400:
            stock.left -= 1
            await stock.asave()
    return JsonResponse({"left": stock.left})


urlpatterns = [path("", reserve)]
