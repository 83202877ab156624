# oracle: cancelled
from django.http import HttpResponse
from django.urls import include, path


async def work():
    pass


async def helper():
    try:
        return await work()
    except:
        return None


async def page(request):
    return HttpResponse(str(await helper()))


api = [path("page/", page)]
urlpatterns = [path("api/", include(api))]


async def main():
    await page(None)
# output
import asyncio

from django.http import HttpResponse
from django.urls import include, path


async def work():
    pass


async def helper():
    try:
        return await work()
    except asyncio.CancelledError:
        raise
    except:
        return None


async def page(request):
    return HttpResponse(str(await helper()))


api = [path("page/", page)]
urlpatterns = [path("api/", include(api))]


async def main():
    await page(None)
