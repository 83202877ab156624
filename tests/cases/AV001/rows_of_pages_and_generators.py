# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import time

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import path

REQUESTS = ["/streamed/", "/pages/", "/numbered/", "/joined/"]
LEAVES = [1]


class Item(models.Model):
    name = models.CharField(max_length=10)


def prepare():
    Item.objects.create(name="pen")
    Item.objects.create(name="ink")


def names():
    time.sleep(0.5)
    yield from Item.objects.order_by("pk").values_list("name", flat=True)
    yield from Item.objects.order_by("name").values_list("name", flat=True).iterator(chunk_size=100)


def streamed(request):
    return StreamingHttpResponse(names())


def pages(request):
    time.sleep(0.2)
    found = []
    for page in Paginator(Item.objects.order_by("pk"), 1):
        found += [f"{page.number} {item.name}" for item in page]
    return HttpResponse(", ".join(found))


def numbered(request):
    time.sleep(0.2)
    found = []
    for number, item in enumerate(Item.objects.order_by("pk").iterator()):
        found.append(f"{number} {item.name}")
    return HttpResponse(", ".join(found))


def joined(request):
    time.sleep(0.2)
    return HttpResponse(", ".join(map(str, Item.objects.values_list("name", flat=True).iterator())))


urlpatterns = [
    path("streamed/", streamed),
    path("pages/", pages),
    path("numbered/", numbered),
    path("joined/", joined),
]
# output
import asyncio

from asgiref.sync import sync_to_async
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import path

REQUESTS = ["/streamed/", "/pages/", "/numbered/", "/joined/"]
LEAVES = [1]


class Item(models.Model):
    name = models.CharField(max_length=10)


def prepare():
    Item.objects.create(name="pen")
    Item.objects.create(name="ink")


async def names():
    await asyncio.sleep(0.5)
    async for item2 in Item.objects.order_by("pk").values_list("name", flat=True):
        yield item2
    async for item2 in Item.objects.order_by("name").values_list("name", flat=True).aiterator(chunk_size=100):
        yield item2


async def streamed(request):
    return StreamingHttpResponse(names())


async def pages(request):
    await asyncio.sleep(0.2)
    found = []
    for page in await sync_to_async(list)(Paginator(Item.objects.order_by("pk"), 1)):
        found += [f"{page.number} {item.name}" for item in await sync_to_async(list)(page)]
    return HttpResponse(", ".join(found))


async def numbered(request):
    await asyncio.sleep(0.2)
    found = []
    for number, item in await sync_to_async(lambda: list(enumerate(Item.objects.order_by("pk").iterator())))():
        found.append(f"{number} {item.name}")
    return HttpResponse(", ".join(found))


async def joined(request):
    await asyncio.sleep(0.2)
    return HttpResponse(", ".join(await sync_to_async(lambda: list(map(str, Item.objects.values_list("name", flat=True).iterator())))()))


urlpatterns = [
    path("streamed/", streamed),
    path("pages/", pages),
    path("numbered/", numbered),
    path("joined/", joined),
]
