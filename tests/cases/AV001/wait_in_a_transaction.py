# oracle: view
# django: 5.0
import time

from django.db import models, transaction
from django.http import HttpResponse
from django.urls import path


class Order(models.Model):
    name = models.CharField(max_length=50)


def buy(request):
    with transaction.atomic():
        Order.objects.create(name="first")
        time.sleep(0.3)
        Order.objects.create(name="second")
    return HttpResponse("done")


@transaction.atomic
def sell(request):
    Order.objects.all().delete()
    time.sleep(0.3)
    return HttpResponse("done")


urlpatterns = [path("", buy), path("sell/", sell)]
# would break
import asyncio
import time

from django.db import models, transaction
from django.http import HttpResponse
from django.urls import path


class Order(models.Model):
    name = models.CharField(max_length=50)


async def buy(request):
    with transaction.atomic():
        Order.objects.create(name="first")
        await asyncio.sleep(0.3)
        Order.objects.create(name="second")
    return HttpResponse("done")


@transaction.atomic
async def sell(request):
    Order.objects.all().delete()
    await asyncio.sleep(0.3)
    return HttpResponse("done")


urlpatterns = [path("", buy), path("sell/", sell)]
