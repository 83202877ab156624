# oracle: view
# django: 5.2
# flags: --unsafe-fixes
# breaks: 2
import time

from django.db import models, transaction
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/ordered/", "/longest/"]


class Order(models.Model):
    price = models.IntegerField()


def ordered(request):
    def price():
        time.sleep(0.3)
        return 7

    with transaction.atomic():
        order = Order.objects.create(price=0)
        order.price = price()
        order.save()
    return JsonResponse({"then": order.price, "now": price()})


def longest(request):
    def price(name: str):
        time.sleep(0.1)
        return len(name)

    def by_price(names):
        return sorted(names, key=lambda name: price(name))

    return JsonResponse({"first": price("apple"), "sorted": by_price(["apple", "pear"])})


urlpatterns = [path("ordered/", ordered), path("longest/", longest)]
# would break
import asyncio

from asgiref.sync import sync_to_async
from django.db import models, transaction
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/ordered/", "/longest/"]


class Order(models.Model):
    price = models.IntegerField()


async def ordered(request):
    async def price():
        await asyncio.sleep(0.3)
        return 7

    def _create_order():
        with transaction.atomic():
            order = Order.objects.create(price=0)
            order.price = price()
            order.save()
        return order

    order = await sync_to_async(_create_order)()
    return JsonResponse({"then": order.price, "now": await price()})


async def longest(request):
    async def price(name: str):
        await asyncio.sleep(0.1)
        return len(name)

    def by_price(names):
        return sorted(names, key=lambda name: price(name))

    return JsonResponse({"first": await price("apple"), "sorted": by_price(["apple", "pear"])})


urlpatterns = [path("ordered/", ordered), path("longest/", longest)]
