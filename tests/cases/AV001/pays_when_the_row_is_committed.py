# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
import os

import requests
from django.db import models, transaction
from django.http import JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt


class Invoice(models.Model):
    amount = models.IntegerField()


def announce(pk):
    requests.post(f"{os.environ['SERVICE']}/slow/0.3", json={"invoice": pk}, timeout=5)


@csrf_exempt
def bill(request):
    with transaction.atomic():
        invoice = Invoice.objects.create(amount=3)
        transaction.on_commit(lambda: announce(invoice.pk))
    return JsonResponse({"invoice": invoice.pk}, status=201)


urlpatterns = [path("", bill)]
# would break
import os

import httpx
from asgiref.sync import sync_to_async
from django.db import models, transaction
from django.http import JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt


class Invoice(models.Model):
    amount = models.IntegerField()


async def announce(pk):
    async with httpx.AsyncClient(follow_redirects=True, timeout=5) as client:
        await client.post(f"{os.environ['SERVICE']}/slow/0.3", json={"invoice": pk})


@csrf_exempt
async def bill(request):
    def create():
        with transaction.atomic():
            invoice = Invoice.objects.create(amount=3)
            transaction.on_commit(lambda: announce(invoice.pk))
        return invoice

    invoice = await sync_to_async(create)()
    return JsonResponse({"invoice": invoice.pk}, status=201)


urlpatterns = [path("", bill)]
