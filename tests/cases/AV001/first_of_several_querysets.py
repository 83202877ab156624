# oracle: view
# django: 5.2
import time

from django.db import models
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/found/?name=a", "/found/?name=c", "/found/?name=d", "/all/", "/all/?name=b"]
LEAVES = [1]


class Order(models.Model):
    name = models.CharField(max_length=20)
    note = models.CharField(max_length=20)


def prepare():
    for name, note in ("a", "x"), ("b", "c"), ("c", "y"):
        Order.objects.create(name=name, note=note)


def found(request):
    time.sleep(0.3)
    name = request.GET["name"]
    rows = Order.objects.filter(note=name) or Order.objects.filter(name=name) or Order.objects.order_by("pk")
    return JsonResponse({"rows": [row.pk for row in rows]})


def every(request):
    time.sleep(0.1)
    name = request.GET.get("name", "a")
    rows = Order.objects.filter(note="c") and Order.objects.filter(name=name) and Order.objects.exclude(name="b")
    return JsonResponse({"rows": sorted(row.name for row in rows)})


urlpatterns = [path("found/", found), path("all/", every)]
# output
import asyncio

from asgiref.sync import sync_to_async
from django.db import models
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/found/?name=a", "/found/?name=c", "/found/?name=d", "/all/", "/all/?name=b"]
LEAVES = [1]


class Order(models.Model):
    name = models.CharField(max_length=20)
    note = models.CharField(max_length=20)


def prepare():
    for name, note in ("a", "x"), ("b", "c"), ("c", "y"):
        Order.objects.create(name=name, note=note)


async def found(request):
    await asyncio.sleep(0.3)
    name = request.GET["name"]
    rows = (chosen if await sync_to_async(bool)(chosen := Order.objects.filter(note=name)) else (chosen if await sync_to_async(bool)(chosen := Order.objects.filter(name=name)) else Order.objects.order_by("pk")))
    return JsonResponse({"rows": [row.pk async for row in rows]})


async def every(request):
    await asyncio.sleep(0.1)
    name = request.GET.get("name", "a")
    rows = ((Order.objects.exclude(name="b") if await sync_to_async(bool)(chosen := Order.objects.filter(name=name)) else chosen) if await sync_to_async(bool)(chosen := Order.objects.filter(note="c")) else chosen)
    return JsonResponse({"rows": sorted([row.name async for row in rows])})


urlpatterns = [path("found/", found), path("all/", every)]
