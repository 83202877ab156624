# flags: --unsafe-fixes
# oracle: view
# django: 5.2
import time

from django.http import JsonResponse
from django.urls import path

LEAVES = [1]


def load(name):
    time.sleep(0.3)
    return len(name)


class Size:
    def __get__(self, owner, cls):
        return load("size")


class Box:
    weight = property(lambda self: load("weight"))
    size = Size()

    def __getitem__(self, name):
        return load(name)

    def __getattr__(self, name):
        return load(name)


def page(request):
    time.sleep(0.5)
    box = Box()
    return JsonResponse({"weight": box.weight, "size": box.size, "label": box["label"], "colour": box.colour})


urlpatterns = [path("", page)]
# output
import asyncio
import time

from asgiref.sync import sync_to_async
from django.http import JsonResponse
from django.urls import path

LEAVES = [1]


def load(name):
    time.sleep(0.3)
    return len(name)


class Size:
    def __get__(self, owner, cls):
        return load("size")


class Box:
    weight = property(lambda self: load("weight"))
    size = Size()

    def __getitem__(self, name):
        return load(name)

    def __getattr__(self, name):
        return load(name)


async def page(request):
    await asyncio.sleep(0.5)
    box = Box()
    return JsonResponse({"weight": await sync_to_async(getattr)(box, "weight"), "size": await sync_to_async(getattr)(box, "size"), "label": await sync_to_async(box.__getitem__)("label"), "colour": await sync_to_async(getattr)(box, "colour")})


urlpatterns = [path("", page)]
