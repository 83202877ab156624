# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import os

import httpx
from django.db import models
from django.http import HttpResponse
from django.urls import path

LEAVES = [2]


class Order(models.Model):
    state = models.CharField(max_length=10, default="new")


def send(request):
    with httpx.Client(base_url=os.environ["SERVICE"], timeout=5) as client:
        answer = client.get("/slow/0.2").json()
        order = Order.objects.create(state="asked")
        client.post("/slow/0.2", json={"order": order.pk})
        order.state = "sent"
        order.save()
    return HttpResponse(str(bool(answer)))


urlpatterns = [path("", send)]
# would break
import os

import httpx
from django.db import models
from django.http import HttpResponse
from django.urls import path

LEAVES = [2]


class Order(models.Model):
    state = models.CharField(max_length=10, default="new")


async def send(request):
    async with httpx.AsyncClient(base_url=os.environ["SERVICE"], timeout=5) as client:
        answer = (await client.get("/slow/0.2")).json()
        order = await Order.objects.acreate(state="asked")
        await client.post("/slow/0.2", json={"order": order.pk})
        order.state = "sent"
        await order.asave()
    return HttpResponse(str(bool(answer)))


urlpatterns = [path("", send)]
