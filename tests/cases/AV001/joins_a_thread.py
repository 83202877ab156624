# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import threading
import time

from django.http import JsonResponse
from django.urls import path


def work(number, results):
    time.sleep(0.3)
    results.append(number)


def both(request):
    results = []
    threads = [threading.Thread(target=work, args=(number, results)) for number in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return JsonResponse({"results": sorted(results)})


urlpatterns = [path("", both)]
# would break
import asyncio
import threading

from django.http import JsonResponse
from django.urls import path


async def work(number, results):
    await asyncio.sleep(0.3)
    results.append(number)


async def both(request):
    results = []
    threads = [threading.Thread(target=work, args=(number, results)) for number in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return JsonResponse({"results": sorted(results)})


urlpatterns = [path("", both)]
