# oracle: view
# django: 5.2
# flags: --unsafe-fixes
# breaks: 1
import time

from django.db import models
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/saved/", "/created/"]


class Order(models.Model):
    total = models.IntegerField()

    def save(self, *args, **kwargs):
        time.sleep(0.3)
        self.total += 1
        super().save(*args, **kwargs)


def saved(request):
    order = Order(total=1)
    order.save()
    return HttpResponse(str(order.total))


def created(request):
    order = Order.objects.create(total=1)
    return HttpResponse(str(order.total))


urlpatterns = [path("saved/", saved), path("created/", created)]
# would break
import asyncio

from asgiref.sync import sync_to_async
from django.db import models
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/saved/", "/created/"]


class Order(models.Model):
    total = models.IntegerField()

    async def save(self, *args, **kwargs):
        await asyncio.sleep(0.3)
        self.total += 1
        await sync_to_async(super().save)(*args, **kwargs)


async def saved(request):
    order = Order(total=1)
    await order.save()
    return HttpResponse(str(order.total))


def created(request):
    order = Order.objects.create(total=1)
    return HttpResponse(str(order.total))


urlpatterns = [path("saved/", saved), path("created/", created)]
