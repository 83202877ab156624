# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import logging
import time

from django.http import HttpResponse
from django.urls import path

LEAVES = [1]
logger = logging.getLogger("case")


def once(request):
    while True:
        try:
            logger.info("asks")
            time.sleep(0.4)
        finally:
            break
    return HttpResponse("asked")


urlpatterns = [path("", once)]
# would break
import asyncio
import logging

from django.http import HttpResponse
from django.urls import path

LEAVES = [1]
logger = logging.getLogger("case")


async def once(request):
    while True:
        try:
            logger.info("asks")
            await asyncio.sleep(0.4)
        finally:
            break
    return HttpResponse("asked")


urlpatterns = [path("", once)]
