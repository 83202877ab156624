# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import os

import httpx
from asgiref.sync import async_to_sync
from django.db import models
from django.http import JsonResponse
from django.urls import path


class Order(models.Model):
    state = models.CharField(max_length=20)


async def settle(order):
    order.state = "paying"
    await order.asave()
    async with httpx.AsyncClient(base_url=os.environ["SERVICE"]) as client:
        await client.get("/slow/0.5")
    order.state = "paid"
    await order.asave()


def pay(request):
    order = Order(state="new")
    async_to_sync(settle)(order)
    return JsonResponse({"state": order.state})


urlpatterns = [path("", pay)]
# would break
import os

import httpx
from django.db import models
from django.http import JsonResponse
from django.urls import path


class Order(models.Model):
    state = models.CharField(max_length=20)


async def settle(order):
    order.state = "paying"
    await order.asave()
    async with httpx.AsyncClient(base_url=os.environ["SERVICE"]) as client:
        await client.get("/slow/0.5")
    order.state = "paid"
    await order.asave()


async def pay(request):
    order = Order(state="new")
    await settle(order)
    return JsonResponse({"state": order.state})


urlpatterns = [path("", pay)]
