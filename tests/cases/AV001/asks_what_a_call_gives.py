# oracle: view
# django: 5.2
import time

from django.db import models
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/waiting/", "/started/", "/basket/", "/tests/", "/parts/"]


class Order(models.Model):
    number = models.IntegerField()
    sent = models.BooleanField(default=False)

    @property
    def later(self):
        return Order.objects.filter(number__gt=self.number)


class Basket:
    def __init__(self, number):
        self.number = number

    def __bool__(self):
        return Order.objects.filter(number=self.number).exists()


def prepare():
    Order.objects.create(number=1)
    Order.objects.create(number=2)


def waiting_orders():
    time.sleep(0.4)
    return Order.objects.filter(sent=False)


def sent_orders():
    return Order.objects.filter(sent=True)


def basket(number):
    time.sleep(0.1)
    return Basket(number)


def waiting(request):
    if waiting_orders():
        return HttpResponse("some")
    return HttpResponse("none")


def started(request):
    turns = 0
    while not sent_orders() and turns < 2:
        time.sleep(0.1)
        turns += 1
    return HttpResponse(f"{turns}")


def full(request):
    if basket(1) and not basket(3):
        return HttpResponse("full" if Basket(2) else "empty")
    return HttpResponse("lost")


def tests(request):
    time.sleep(0.4)
    order = Order.objects.get(number=1)
    found = [one.number for one in Order.objects.order_by("number") if not one.later]
    assert order.later
    return HttpResponse(f"{found}")


def parts(request):
    time.sleep(0.2)
    (first, second), third = Order.objects.order_by("number")[:2], 3
    return HttpResponse(f"{first.number} {second.number} {third}")


urlpatterns = [
    path("waiting/", waiting),
    path("started/", started),
    path("basket/", full),
    path("tests/", tests),
    path("parts/", parts),
]
# output
import asyncio

from asgiref.sync import sync_to_async
from django.db import models
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/waiting/", "/started/", "/basket/", "/tests/", "/parts/"]


class Order(models.Model):
    number = models.IntegerField()
    sent = models.BooleanField(default=False)

    @property
    def later(self):
        return Order.objects.filter(number__gt=self.number)


class Basket:
    def __init__(self, number):
        self.number = number

    def __bool__(self):
        return Order.objects.filter(number=self.number).exists()


def prepare():
    Order.objects.create(number=1)
    Order.objects.create(number=2)


async def waiting_orders():
    await asyncio.sleep(0.4)
    return Order.objects.filter(sent=False)


def sent_orders():
    return Order.objects.filter(sent=True)


async def basket(number):
    await asyncio.sleep(0.1)
    return Basket(number)


async def waiting(request):
    if await sync_to_async(bool)(await waiting_orders()):
        return HttpResponse("some")
    return HttpResponse("none")


async def started(request):
    turns = 0
    while not await sync_to_async(lambda: bool(sent_orders()))() and turns < 2:
        await asyncio.sleep(0.1)
        turns += 1
    return HttpResponse(f"{turns}")


async def full(request):
    if await sync_to_async(bool)(await basket(1)) and not await sync_to_async(bool)(await basket(3)):
        return HttpResponse("full" if await sync_to_async(lambda: bool(Basket(2)))() else "empty")
    return HttpResponse("lost")


async def tests(request):
    await asyncio.sleep(0.4)
    order = await Order.objects.aget(number=1)
    found = [one.number async for one in Order.objects.order_by("number") if not await sync_to_async(bool)(one.later)]
    assert await sync_to_async(bool)(order.later)
    return HttpResponse(f"{found}")


async def parts(request):
    await asyncio.sleep(0.2)
    (first, second), third = await sync_to_async(list)(Order.objects.order_by("number")[:2]), 3
    return HttpResponse(f"{first.number} {second.number} {third}")


urlpatterns = [
    path("waiting/", waiting),
    path("started/", started),
    path("basket/", full),
    path("tests/", tests),
    path("parts/", parts),
]
