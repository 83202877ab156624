# oracle: view
# django: 5.2
import time

from django.db import models
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/lists/", "/totals/", "/any/", "/first/"]
LEAVES = [1]


class Order(models.Model):
    name = models.CharField(max_length=20)
    total = models.IntegerField()


def prepare():
    for number, name in enumerate("cab", 1):
        Order.objects.create(name=name, total=number)


def double(number):
    time.sleep(0.1)
    return number * 2


def lists(request):
    time.sleep(0.3)
    return JsonResponse({"names": [[row.name for row in list(Order.objects.filter(total=one))] for one in (1, 2)]})


def totals(request):
    time.sleep(0.1)
    return JsonResponse({name: sum(row.total for row in Order.objects.filter(name=name)) for name in "abx"})


def has_any(request):
    time.sleep(0.1)
    return JsonResponse({"found": [any(row.total > 1 for row in Order.objects.filter(name=name)) for name in "abx"]})


def first(request):
    return JsonResponse({"numbers": [one + 1 for one in [double(other) for other in range(3)]]})


urlpatterns = [
    path("lists/", lists),
    path("totals/", totals),
    path("any/", has_any),
    path("first/", first),
]
# output
import asyncio

from asgiref.sync import sync_to_async
from django.db import models
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/lists/", "/totals/", "/any/", "/first/"]
LEAVES = [1]


class Order(models.Model):
    name = models.CharField(max_length=20)
    total = models.IntegerField()


def prepare():
    for number, name in enumerate("cab", 1):
        Order.objects.create(name=name, total=number)


async def double(number):
    await asyncio.sleep(0.1)
    return number * 2


async def lists(request):
    await asyncio.sleep(0.3)
    return JsonResponse({"names": [[row.name for row in await sync_to_async(list)(Order.objects.filter(total=one))] for one in (1, 2)]})


async def totals(request):
    await asyncio.sleep(0.1)
    return JsonResponse({name: sum(row.total for row in await sync_to_async(list)(Order.objects.filter(name=name))) for name in "abx"})


async def has_any(request):
    await asyncio.sleep(0.1)
    return JsonResponse({"found": [any(row.total > 1 for row in await sync_to_async(list)(Order.objects.filter(name=name))) for name in "abx"]})


async def first(request):
    return JsonResponse({"numbers": [one + 1 for one in [await double(other) for other in range(3)]]})


urlpatterns = [
    path("lists/", lists),
    path("totals/", totals),
    path("any/", has_any),
    path("first/", first),
]
