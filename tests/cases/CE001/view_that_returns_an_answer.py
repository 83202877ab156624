# oracle: cancelled
import asyncio

from django.http import HttpResponse
from django.urls import path


async def work():
    await asyncio.sleep(0)


async def slow(request):
    try:
        await work()
        return HttpResponse("done")
    except asyncio.CancelledError:
        return HttpResponse("cancelled", status=499)


urlpatterns = [path("slow/", slow)]


async def main():
    await slow(None)
# output
import asyncio

from django.http import HttpResponse
from django.urls import path


async def work():
    await asyncio.sleep(0)


async def slow(request):
    await work()
    return HttpResponse("done")


urlpatterns = [path("slow/", slow)]


async def main():
    await slow(None)
