# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import time

from django.db import models, transaction
from django.http import JsonResponse
from django.urls import path


class Seat(models.Model):
    number = models.IntegerField()
    taken = models.BooleanField(default=False)


def prepare():
    for number in (1, 2):
        Seat.objects.create(number=number)


@transaction.atomic
def take(*numbers):
    seats = list(Seat.objects.select_for_update().filter(number__in=numbers, taken=False))
    for seat in seats:
        seat.taken = True
        seat.save()
        time.sleep(0.15)
    return [seat.number for seat in seats]


def book(request):
    return JsonResponse({"seats": take(1, 2)})


urlpatterns = [path("", book)]
# would break
import asyncio

from django.db import models
from django.http import JsonResponse
from django.urls import path


class Seat(models.Model):
    number = models.IntegerField()
    taken = models.BooleanField(default=False)


def prepare():
    for number in (1, 2):
        Seat.objects.create(number=number)


async def take(*numbers):
    seats = [seat async for seat in Seat.objects.select_for_update().filter(number__in=numbers, taken=False)]
    for seat in seats:
        seat.taken = True
        await seat.asave()
        await asyncio.sleep(0.15)
    return [seat.number for seat in seats]


async def book(request):
    return JsonResponse({"seats": await take(1, 2)})


urlpatterns = [path("", book)]
