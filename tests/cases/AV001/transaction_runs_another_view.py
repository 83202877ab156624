# flags: --unsafe-fixes
# oracle: view
# django: 5.2
import time

from django.db import models, transaction
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/", "/count/"]
LEAVES = [1]


class Order(models.Model):
    state = models.CharField(max_length=10, default="new")


def count(request):
    time.sleep(0.2)
    return JsonResponse({"count": Order.objects.count()})


def order(request):
    time.sleep(0.2)
    with transaction.atomic():
        Order.objects.create()
        response = count(request)
    return response


urlpatterns = [path("", order), path("count/", count)]
# output
import asyncio
import time

from asgiref.sync import sync_to_async
from django.db import models, transaction
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/", "/count/"]
LEAVES = [1]


class Order(models.Model):
    state = models.CharField(max_length=10, default="new")


def count(request):
    time.sleep(0.2)
    return JsonResponse({"count": Order.objects.count()})


async def order(request):
    await asyncio.sleep(0.2)

    def _create_order():
        with transaction.atomic():
            Order.objects.create()
            response = count(request)
        return response

    response = await sync_to_async(_create_order)()
    return response


urlpatterns = [path("", order), path("count/", count)]
