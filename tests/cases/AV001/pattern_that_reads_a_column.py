# oracle: view
# python: 3.10
# django: 5.2
import time

from django.contrib.auth.models import User
from django.db import models
from django.http import JsonResponse
from django.urls import path


class Shop(models.Model):
    name = models.CharField(max_length=20)
    owner = models.ForeignKey(User, on_delete=models.CASCADE)

    class Meta:
        app_label = "case"


def page(request):
    time.sleep(0.5)
    shop = Shop.objects.get()
    match shop:
        case Shop(name="corner"):
            return JsonResponse({"own": True})
    return JsonResponse({"own": False})


def prepare():
    Shop.objects.create(name="corner", owner=User.objects.create(username="ann"))


urlpatterns = [path("", page)]
# output
import asyncio

from django.contrib.auth.models import User
from django.db import models
from django.http import JsonResponse
from django.urls import path


class Shop(models.Model):
    name = models.CharField(max_length=20)
    owner = models.ForeignKey(User, on_delete=models.CASCADE)

    class Meta:
        app_label = "case"


async def page(request):
    await asyncio.sleep(0.5)
    shop = await Shop.objects.aget()
    match shop:
        case Shop(name="corner"):
            return JsonResponse({"own": True})
    return JsonResponse({"own": False})


def prepare():
    Shop.objects.create(name="corner", owner=User.objects.create(username="ann"))


urlpatterns = [path("", page)]
