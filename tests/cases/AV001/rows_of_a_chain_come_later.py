# oracle: view
# django: 5.2
import time
from itertools import chain

from django.db import models
from django.http import JsonResponse
from django.urls import path


class Sale(models.Model):
    total = models.IntegerField()


def prepare():
    Sale.objects.create(total=3)


def first(request):
    time.sleep(0.5)
    found = chain(Sale.objects.filter(total=3), Sale.objects.all())
    return JsonResponse({"first": next(found).total})


urlpatterns = [path("", first)]
# would break
import asyncio
from itertools import chain

from asgiref.sync import sync_to_async
from django.db import models
from django.http import JsonResponse
from django.urls import path


class Sale(models.Model):
    total = models.IntegerField()


def prepare():
    Sale.objects.create(total=3)


async def first(request):
    await asyncio.sleep(0.5)
    found = await sync_to_async(chain)(Sale.objects.filter(total=3), Sale.objects.all())
    return JsonResponse({"first": next(found).total})


urlpatterns = [path("", first)]
