# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
import os

import requests
from django.apps import apps
from django.db import models
from django.http import JsonResponse
from django.urls import path


class Order(models.Model):
    number = models.CharField(max_length=20)


def order(request):
    made = apps.get_model("case", "Order")(number="A7")
    made.save()
    made.number = requests.get(f"{os.environ['SERVICE']}/slow/0.5", timeout=5).json()["seconds"]
    made.save()
    return JsonResponse({"order": made.pk})


urlpatterns = [path("", order)]
# would break
import os

import httpx
from asgiref.sync import sync_to_async
from django.apps import apps
from django.db import models
from django.http import JsonResponse
from django.urls import path


class Order(models.Model):
    number = models.CharField(max_length=20)


async def order(request):
    made = apps.get_model("case", "Order")(number="A7")
    await sync_to_async(made.save)()
    async with httpx.AsyncClient(timeout=5) as client:
        made.number = (await client.get(f"{os.environ['SERVICE']}/slow/0.5")).json()["seconds"]
    await sync_to_async(made.save)()
    return JsonResponse({"order": made.pk})


urlpatterns = [path("", order)]
