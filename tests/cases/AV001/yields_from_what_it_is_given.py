# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import time

from django.apps import apps
from django.db import models
from django.http import StreamingHttpResponse
from django.urls import path

REQUESTS = ["/item/"]


class Item(models.Model):
    name = models.CharField(max_length=10)


def prepare():
    Item.objects.create(name="pen")


def table(columns, rows):
    yield f"{columns}\n"
    time.sleep(0.3)
    yield from rows


def export(request, model):
    rows = apps.get_model("case", model)._default_manager.values_list("name", flat=True)
    return StreamingHttpResponse(table("name", rows), content_type="text/csv")


urlpatterns = [path("<model>/", export)]
# would break
import asyncio

from django.apps import apps
from django.db import models
from django.http import StreamingHttpResponse
from django.urls import path

REQUESTS = ["/item/"]


class Item(models.Model):
    name = models.CharField(max_length=10)


def prepare():
    Item.objects.create(name="pen")


async def table(columns, rows):
    yield f"{columns}\n"
    await asyncio.sleep(0.3)
    for row in rows:
        yield row


async def export(request, model):
    rows = apps.get_model("case", model)._default_manager.values_list("name", flat=True)
    return StreamingHttpResponse(table("name", rows), content_type="text/csv")


urlpatterns = [path("<model>/", export)]
