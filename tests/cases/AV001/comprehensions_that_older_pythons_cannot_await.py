# oracle: view
# django: 5.2
import time

from django.db import models
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/table/", "/pairs/"]
LEAVES = [1]


class Order(models.Model):
    name = models.CharField(max_length=20)
    total = models.IntegerField()


def prepare():
    for number, name in enumerate("cab", 1):
        Order.objects.create(name=name, total=number)


def double(number):
    time.sleep(0.1)
    return number * 2


def table(request):
    return JsonResponse({"table": [[double(one) for one in range(other)] for other in range(3)]})


def pairs(request):
    time.sleep(0.1)
    return JsonResponse({"pairs": [[row.pk for one in (1, 2) for row in Order.objects.filter(total=one)] for _ in "a"]})


urlpatterns = [path("table/", table), path("pairs/", pairs)]
