# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import csv
import time

from django.db import models
from django.http import StreamingHttpResponse
from django.urls import path

LEAVES = [1]


class Sale(models.Model):
    item = models.CharField(max_length=20)
    price = models.IntegerField()


def prepare():
    Sale.objects.bulk_create([Sale(item=f"item {n}", price=n) for n in range(4)])


class Echo:
    """Gives back what is written to it."""

    def write(self, value):
        return value


def rows():
    yield ["item", "price"]
    for sale in Sale.objects.iterator(chunk_size=2):
        time.sleep(0.1)
        yield [sale.item, sale.price]


def export(request):
    writer = csv.writer(Echo())
    response = StreamingHttpResponse((writer.writerow(row) for row in rows()), content_type="text/csv")
    response["Content-Disposition"] = 'attachment; filename="sales.csv"'
    return response


urlpatterns = [path("", export)]
# would break
import asyncio
import csv

from django.db import models
from django.http import StreamingHttpResponse
from django.urls import path

LEAVES = [1]


class Sale(models.Model):
    item = models.CharField(max_length=20)
    price = models.IntegerField()


def prepare():
    Sale.objects.bulk_create([Sale(item=f"item {n}", price=n) for n in range(4)])


class Echo:
    """Gives back what is written to it."""

    def write(self, value):
        return value


async def rows():
    yield ["item", "price"]
    async for sale in Sale.objects.aiterator(chunk_size=2):
        await asyncio.sleep(0.1)
        yield [sale.item, sale.price]


async def export(request):
    writer = csv.writer(Echo())
    response = StreamingHttpResponse((writer.writerow(row) for row in rows()), content_type="text/csv")
    response["Content-Disposition"] = 'attachment; filename="sales.csv"'
    return response


urlpatterns = [path("", export)]
