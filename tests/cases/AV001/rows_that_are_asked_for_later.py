# oracle: view
# django: 5.2
# flags: --unsafe-fixes
# breaks: 3
import time

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/gone-through/", "/zipped/", "/numbered/"]
LEAVES = [1]


class Item(models.Model):
    name = models.CharField(max_length=10)


def prepare():
    Item.objects.create(name="pen")


def names():
    yield from Item.objects.values_list("name", flat=True)


def gone_through(request):
    time.sleep(0.2)
    found = []
    for name in names():
        found.append(name)
    return HttpResponse(", ".join(found))


def zipped(request):
    time.sleep(0.2)
    pairs = zip("ab", Item.objects.values_list("name", flat=True).iterator())
    return HttpResponse(", ".join(f"{letter} {name}" for letter, name in pairs))


def numbered(request):
    time.sleep(0.2)
    pages = enumerate(Paginator(Item.objects.order_by("pk"), 10))
    return HttpResponse(", ".join(f"{number} {page.number}" for number, page in pages))


urlpatterns = [path("gone-through/", gone_through), path("zipped/", zipped), path("numbered/", numbered)]
# would break
import asyncio

from asgiref.sync import sync_to_async
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/gone-through/", "/zipped/", "/numbered/"]
LEAVES = [1]


class Item(models.Model):
    name = models.CharField(max_length=10)


def prepare():
    Item.objects.create(name="pen")


def names():
    yield from Item.objects.values_list("name", flat=True)


async def gone_through(request):
    await asyncio.sleep(0.2)
    found = []
    for name in names():
        found.append(name)
    return HttpResponse(", ".join(found))


async def zipped(request):
    await asyncio.sleep(0.2)
    pairs = await sync_to_async(zip)("ab", Item.objects.values_list("name", flat=True).iterator())
    return HttpResponse(", ".join(f"{letter} {name}" for letter, name in pairs))


async def numbered(request):
    await asyncio.sleep(0.2)
    pages = await sync_to_async(enumerate)(Paginator(Item.objects.order_by("pk"), 10))
    return HttpResponse(", ".join(f"{number} {page.number}" for number, page in pages))


urlpatterns = [path("gone-through/", gone_through), path("zipped/", zipped), path("numbered/", numbered)]
