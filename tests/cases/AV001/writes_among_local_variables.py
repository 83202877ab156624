# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import time

from django.db import models
from django.shortcuts import render
from django.urls import path

LEAVES = [2]
TEMPLATES = {"order.html": "{{ order.pk }}: {{ entry.text }}"}


class Order(models.Model):
    def save(self, *args, **kwargs):
        time.sleep(0.3)
        super().save(*args, **kwargs)


class Entry(models.Model):
    text = models.CharField(max_length=10)


def order(request):
    time.sleep(0.2)
    order = Order.objects.create()
    entry = Entry.objects.create(text="ordered")
    return render(request, "order.html", locals())


urlpatterns = [path("", order)]
# would break
import asyncio
import time

from asgiref.sync import sync_to_async
from django.db import models
from django.shortcuts import render
from django.urls import path

LEAVES = [2]
TEMPLATES = {"order.html": "{{ order.pk }}: {{ entry.text }}"}


class Order(models.Model):
    def save(self, *args, **kwargs):
        time.sleep(0.3)
        super().save(*args, **kwargs)


class Entry(models.Model):
    text = models.CharField(max_length=10)


async def order(request):
    await asyncio.sleep(0.2)
    order = await Order.objects.acreate()
    entry = await Entry.objects.acreate(text="ordered")
    return await sync_to_async(render)(request, "order.html", locals())


urlpatterns = [path("", order)]
