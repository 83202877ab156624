# oracle: cancelled
from django.http import HttpResponse
from django.urls import path


async def work():
    return "text"


def guarded(view):
    async def inner(request, *args, **kwargs):
        try:
            return await view(request, *args, **kwargs)
        except:
            return HttpResponse(status=500)

    return inner


@guarded
async def page(request):
    return HttpResponse(await work())


urlpatterns = [path("", page)]


async def main():
    await page(None)
# output
import asyncio

from django.http import HttpResponse
from django.urls import path


async def work():
    return "text"


def guarded(view):
    async def inner(request, *args, **kwargs):
        try:
            return await view(request, *args, **kwargs)
        except asyncio.CancelledError:
            raise
        except:
            return HttpResponse(status=500)

    return inner


@guarded
async def page(request):
    return HttpResponse(await work())


urlpatterns = [path("", page)]


async def main():
    await page(None)
