# flags: --unsafe-fixes
# oracle: view
# django: 5.2
import time

from django.db import models
from django.http import HttpResponse
from django.urls import path


class Order(models.Model):
    name = models.CharField(max_length=20)


class Basket:
    def __iter__(self):
        return iter(list(Order.objects.order_by("name")))

    def __len__(self):
        return Order.objects.count()


class Thermometer:
    def __len__(self):
        return 3


def prepare():
    Order.objects.create(name="tea")


def basket() -> Basket:
    return Basket()


def names(request):
    time.sleep(0.3)
    rows = basket()
    text = ",".join(order.name for order in rows) if rows else "nothing"
    return HttpResponse(f"{text} {len(rows)} {len(Thermometer())}")


urlpatterns = [path("", names)]
# output
import asyncio

from asgiref.sync import sync_to_async
from django.db import models
from django.http import HttpResponse
from django.urls import path


class Order(models.Model):
    name = models.CharField(max_length=20)


class Basket:
    def __iter__(self):
        return iter(list(Order.objects.order_by("name")))

    def __len__(self):
        return Order.objects.count()


class Thermometer:
    def __len__(self):
        return 3


def prepare():
    Order.objects.create(name="tea")


def basket() -> Basket:
    return Basket()


async def names(request):
    await asyncio.sleep(0.3)
    rows = basket()
    text = ",".join([await sync_to_async(getattr)(order, "name") for order in await sync_to_async(list)(rows)]) if await sync_to_async(bool)(rows) else "nothing"
    return HttpResponse(f"{text} {await sync_to_async(len)(rows)} {len(Thermometer())}")


urlpatterns = [path("", names)]
