# oracle: view
# django: 5.2
import json
import time

from django.contrib.auth.models import User
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.http import HttpResponse, JsonResponse
from django.urls import path


class Shop(models.Model):
    name = models.CharField(max_length=20)
    owner = models.ForeignKey(User, on_delete=models.CASCADE)

    def __str__(self):
        return f"{self.name} of {self.owner.username}"

    class Meta:
        app_label = "case"


def dumped(request):
    time.sleep(0.5)
    shop = Shop.objects.get()
    return HttpResponse(json.dumps({"shop": shop}, default=str))


def answered(request):
    time.sleep(0.5)
    shop = Shop.objects.get()
    return JsonResponse({"shop": shop}, json_dumps_params={"default": str})


def plain(request):
    time.sleep(0.5)
    shop = Shop.objects.get()
    text = json.dumps({"name": shop.name}, cls=DjangoJSONEncoder)
    return JsonResponse({"text": text}, json_dumps_params={"indent": 1})


def prepare():
    Shop.objects.create(name="corner", owner=User.objects.create(username="ann"))


urlpatterns = [path("", dumped), path("answered/", answered), path("plain/", plain)]
REQUESTS = ["/", "/answered/", "/plain/"]
# output
import asyncio
import json

from asgiref.sync import sync_to_async
from django.contrib.auth.models import User
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.http import HttpResponse, JsonResponse
from django.urls import path


class Shop(models.Model):
    name = models.CharField(max_length=20)
    owner = models.ForeignKey(User, on_delete=models.CASCADE)

    def __str__(self):
        return f"{self.name} of {self.owner.username}"

    class Meta:
        app_label = "case"


async def dumped(request):
    await asyncio.sleep(0.5)
    shop = await Shop.objects.aget()
    return HttpResponse(await sync_to_async(json.dumps)({"shop": shop}, default=str))


async def answered(request):
    await asyncio.sleep(0.5)
    shop = await Shop.objects.aget()
    return await sync_to_async(JsonResponse)({"shop": shop}, json_dumps_params={"default": str})


async def plain(request):
    await asyncio.sleep(0.5)
    shop = await Shop.objects.aget()
    text = json.dumps({"name": shop.name}, cls=DjangoJSONEncoder)
    return JsonResponse({"text": text}, json_dumps_params={"indent": 1})


def prepare():
    Shop.objects.create(name="corner", owner=User.objects.create(username="ann"))


urlpatterns = [path("", dumped), path("answered/", answered), path("plain/", plain)]
REQUESTS = ["/", "/answered/", "/plain/"]
