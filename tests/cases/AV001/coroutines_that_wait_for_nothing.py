# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import asyncio

from asgiref.sync import async_to_sync
from django.db import models
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/", "/doubled/"]


class Page(models.Model):
    title = models.CharField(max_length=20)


async def count_pages():
    return await Page.objects.acount()


async def double(number):
    return number * 2


def pages(request):
    # the database answers in no time: nobody leaves meanwhile
    return JsonResponse({"pages": async_to_sync(count_pages)()})


def doubled(request):
    return JsonResponse({"number": asyncio.run(double(21))})


urlpatterns = [path("", pages), path("doubled/", doubled)]
