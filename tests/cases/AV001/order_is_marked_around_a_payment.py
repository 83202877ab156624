# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
import logging
import os

import requests
from django.db import models
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.views.decorators.http import require_POST

REQUESTS = [("POST", "/orders/1/pay/", {}), ("POST", "/orders/1/pay/", {}), ("POST", "/orders/5/pay/", {})]
logger = logging.getLogger("case")


class Order(models.Model):
    state = models.CharField(max_length=10, default="open")
    error = models.CharField(max_length=50, blank=True)


def prepare():
    Order.objects.create()


@require_POST
def pay(request, pk):
    order = get_object_or_404(Order, pk=pk)
    if order.state != "open":
        return JsonResponse({"error": f"order is {order.state}"}, status=409)
    order.state = "paying"
    order.save(update_fields=["state"])
    try:
        response = requests.post(f"{os.environ['SERVICE']}/slow/0.3", json={"order": order.pk}, timeout=10)
        response.raise_for_status()
    except requests.RequestException:
        logger.error("order %s: payment failed", order.pk)
        order.state, order.error = "open", "payment failed"
        order.save()
        return JsonResponse({"error": order.error}, status=502)
    order.state = "paid"
    order.save(update_fields=["state"])
    return JsonResponse({"state": order.state})


urlpatterns = [path("orders/<int:pk>/pay/", pay)]
# would break
import logging
import os

import httpx
from django.db import models
from django.http import JsonResponse
from django.shortcuts import aget_object_or_404
from django.urls import path
from django.views.decorators.http import require_POST

REQUESTS = [("POST", "/orders/1/pay/", {}), ("POST", "/orders/1/pay/", {}), ("POST", "/orders/5/pay/", {})]
logger = logging.getLogger("case")


class Order(models.Model):
    state = models.CharField(max_length=10, default="open")
    error = models.CharField(max_length=50, blank=True)


def prepare():
    Order.objects.create()


@require_POST
async def pay(request, pk):
    order = await aget_object_or_404(Order, pk=pk)
    if order.state != "open":
        return JsonResponse({"error": f"order is {order.state}"}, status=409)
    order.state = "paying"
    await order.asave(update_fields=["state"])
    try:
        async with httpx.AsyncClient(follow_redirects=True, timeout=10) as client:
            response = await client.post(f"{os.environ['SERVICE']}/slow/0.3", json={"order": order.pk})
        response.raise_for_status()
    except (httpx.HTTPError, httpx.InvalidURL):
        logger.error("order %s: payment failed", order.pk)
        order.state, order.error = "open", "payment failed"
        await order.asave()
        return JsonResponse({"error": order.error}, status=502)
    order.state = "paid"
    await order.asave(update_fields=["state"])
    return JsonResponse({"state": order.state})


urlpatterns = [path("orders/<int:pk>/pay/", pay)]
