# flags: --unsafe-fixes
# oracle: view
# django: 5.2
import time

from django.shortcuts import render
from django.urls import path

TEMPLATES = {"weights.html": "{{ first }}:{% for one in all %} {{ one }}{% endfor %}"}
LEAVES = [1]


def weigh(price: int):
    time.sleep(0.3)
    return price * 2


def weights(request):
    first = weigh(1)
    return render(request, "weights.html", {"first": first, "all": (weigh(price) for price in (3, 4))})


urlpatterns = [path("", weights)]
# output
import asyncio
import time

from asgiref.sync import sync_to_async
from django.shortcuts import render
from django.urls import path

TEMPLATES = {"weights.html": "{{ first }}:{% for one in all %} {{ one }}{% endfor %}"}
LEAVES = [1]


def weigh(price: int):
    time.sleep(0.3)
    return price * 2


async def aweigh(price: int):
    await asyncio.sleep(0.3)
    return price * 2


async def weights(request):
    first = await aweigh(1)
    return await sync_to_async(render)(request, "weights.html", {"first": first, "all": (weigh(price) for price in (3, 4))})


urlpatterns = [path("", weights)]
