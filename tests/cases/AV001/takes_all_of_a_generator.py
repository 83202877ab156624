# oracle: view
# django: 5.2
import time

from django.db import models
from django.http import HttpResponse, JsonResponse
from django.urls import path

REQUESTS = ["/text/", "/list/", "/total/", "/names/", "/ordered/"]
LEAVES = [1, 2]


class Order(models.Model):
    name = models.CharField(max_length=20)
    total = models.IntegerField()


def prepare():
    for number, name in enumerate("cab", 1):
        Order.objects.create(name=name, total=number)


def lines():
    for order in Order.objects.order_by("pk"):
        time.sleep(0.15)
        yield f"{order.name} {order.total}"


def names():
    for order in Order.objects.order_by("pk"):
        yield order.name


def text(request):
    return HttpResponse("; ".join(lines()))


def as_list(request):
    return JsonResponse({"lines": list(lines())})


def total(request):
    return JsonResponse({"total": sum(int(line[-1]) for line in lines() if line > "b")})


def of_names(request):
    time.sleep(0.1)
    return HttpResponse(", ".join(names()))


def ordered(request):
    return JsonResponse({"lines": sorted(lines(), reverse=True)})


urlpatterns = [
    path("text/", text),
    path("list/", as_list),
    path("total/", total),
    path("names/", of_names),
    path("ordered/", ordered),
]
# output
import asyncio

from asgiref.sync import sync_to_async
from django.db import models
from django.http import HttpResponse, JsonResponse
from django.urls import path

REQUESTS = ["/text/", "/list/", "/total/", "/names/", "/ordered/"]
LEAVES = [1, 2]


class Order(models.Model):
    name = models.CharField(max_length=20)
    total = models.IntegerField()


def prepare():
    for number, name in enumerate("cab", 1):
        Order.objects.create(name=name, total=number)


async def lines():
    async for order in Order.objects.order_by("pk"):
        await asyncio.sleep(0.15)
        yield f"{order.name} {order.total}"


def names():
    for order in Order.objects.order_by("pk"):
        yield order.name


async def text(request):
    return HttpResponse("; ".join([item async for item in lines()]))


async def as_list(request):
    return JsonResponse({"lines": [item async for item in lines()]})


async def total(request):
    return JsonResponse({"total": sum([int(line[-1]) async for line in lines() if line > "b"])})


async def of_names(request):
    await asyncio.sleep(0.1)
    return HttpResponse(await sync_to_async(", ".join)(names()))


async def ordered(request):
    return JsonResponse({"lines": sorted([item async for item in lines()], reverse=True)})


urlpatterns = [
    path("text/", text),
    path("list/", as_list),
    path("total/", total),
    path("names/", of_names),
    path("ordered/", ordered),
]
