# oracle: async-view
import asyncio
import time

from asgiref.sync import sync_to_async
from django.http import HttpResponse
from django.urls import path


def work():
    time.sleep(0.1)
    return 1


@sync_to_async
def other():
    time.sleep(0.1)
    return 2


async def report(request):
    def inner():
        time.sleep(0.1)
        return 4

    found = await sync_to_async(work)() + await other() + await asyncio.to_thread(inner)
    found += await asyncio.get_running_loop().run_in_executor(None, lambda: work() + inner())
    await sync_to_async(time.sleep)(0.1)
    return HttpResponse(str(found))


urlpatterns = [path("", report)]
