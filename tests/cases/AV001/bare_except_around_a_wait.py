# oracle: view
# django: 5.0
# flags: --unsafe-fixes
import logging
import time

from django.http import HttpResponse, JsonResponse
from django.urls import path

REQUESTS = ["/ask/1/", "/ask/0/", "/wait/2/"]
logger = logging.getLogger("case")
cleaned = []


def ask(request, number):
    try:
        time.sleep(0.3)
        answer = 1 / number
    except:
        # whatever it is
        cleaned.append(number)
        logger.error("no answer to %s", number)
        return HttpResponse("no answer", status=502)
    return JsonResponse({"answer": answer})


def wait(request, number):
    left = number
    while left:
        try:
            time.sleep(0.3)
            left -= 1
        except BaseException:
            continue
    return HttpResponse("waited")


urlpatterns = [path("ask/<int:number>/", ask), path("wait/<int:number>/", wait)]
# output
import asyncio
import logging

from django.http import HttpResponse, JsonResponse
from django.urls import path

REQUESTS = ["/ask/1/", "/ask/0/", "/wait/2/"]
logger = logging.getLogger("case")
cleaned = []


async def ask(request, number):
    try:
        await asyncio.sleep(0.3)
        answer = 1 / number
    except asyncio.CancelledError:
        # whatever it is
        cleaned.append(number)
        logger.error("no answer to %s", number)
        raise
    except:
        # whatever it is
        cleaned.append(number)
        logger.error("no answer to %s", number)
        return HttpResponse("no answer", status=502)
    return JsonResponse({"answer": answer})


async def wait(request, number):
    left = number
    while left:
        try:
            await asyncio.sleep(0.3)
            left -= 1
        except asyncio.CancelledError:
            raise
        except BaseException:
            continue
    return HttpResponse("waited")


urlpatterns = [path("ask/<int:number>/", ask), path("wait/<int:number>/", wait)]
