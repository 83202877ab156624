# oracle: view
# django: 5.0
import time

from django.db import models, transaction
from django.http import HttpResponse, JsonResponse
from django.urls import path

REQUESTS = ["/buy/1/", "/buy/2/", "/copy/7/"]


class Order(models.Model):
    name = models.CharField(max_length=50)
    paid = models.BooleanField(default=False)


class Line(models.Model):
    order = models.ForeignKey(Order, on_delete=models.CASCADE)
    name = models.CharField(max_length=50)


def prepare():
    Order.objects.create(name="first")


def buy(request, pk):
    time.sleep(0.3)
    # the order and its lines, or nothing
    with transaction.atomic():
        order = Order.objects.select_for_update().filter(pk=pk).first()
        if order is None:
            return HttpResponse("no such order", status=404)
        order.paid = True
        order.save()
        for name in ("a", "b"):
            Line.objects.create(order=order, name=name)
    return JsonResponse({"order": order.pk, "lines": 2})


def copy(request, pk):
    time.sleep(0.3)
    with transaction.atomic(using="default"), transaction.atomic():
        order = Order.objects.create(name=f"copy of {pk}")
    return JsonResponse({"order": order.pk})


urlpatterns = [path("buy/<int:pk>/", buy), path("copy/<int:pk>/", copy)]
# output
import asyncio

from asgiref.sync import sync_to_async
from django.db import models, transaction
from django.http import HttpResponse, JsonResponse
from django.urls import path

REQUESTS = ["/buy/1/", "/buy/2/", "/copy/7/"]


class Order(models.Model):
    name = models.CharField(max_length=50)
    paid = models.BooleanField(default=False)


class Line(models.Model):
    order = models.ForeignKey(Order, on_delete=models.CASCADE)
    name = models.CharField(max_length=50)


def prepare():
    Order.objects.create(name="first")


async def buy(request, pk):
    await asyncio.sleep(0.3)

    def _save_order_and_create_line():
        # the order and its lines, or nothing
        with transaction.atomic():
            order = Order.objects.select_for_update().filter(pk=pk).first()
            if order is None:
                return HttpResponse("no such order", status=404)
            order.paid = True
            order.save()
            for name in ("a", "b"):
                Line.objects.create(order=order, name=name)
        return JsonResponse({"order": order.pk, "lines": 2})

    return await sync_to_async(_save_order_and_create_line)()


async def copy(request, pk):
    await asyncio.sleep(0.3)

    def _create_order():
        with transaction.atomic(using="default"), transaction.atomic():
            order = Order.objects.create(name=f"copy of {pk}")
        return order

    order = await sync_to_async(_create_order)()
    return JsonResponse({"order": order.pk})


urlpatterns = [path("buy/<int:pk>/", buy), path("copy/<int:pk>/", copy)]
