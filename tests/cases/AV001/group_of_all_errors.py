# oracle: view
# python: 3.11
# django: 5.2
# flags: --unsafe-fixes
import logging
import time

from django.http import HttpResponse
from django.urls import path

logger = logging.getLogger("case")


def report(request):
    try:
        time.sleep(0.3)
        status = 200
    except* BaseException:
        status = 503
        logger.error("no report")
    return HttpResponse("report", status=status)


urlpatterns = [path("", report)]
# would break
import asyncio
import logging

from django.http import HttpResponse
from django.urls import path

logger = logging.getLogger("case")


async def report(request):
    try:
        await asyncio.sleep(0.3)
        status = 200
    except* BaseException:
        status = 503
        logger.error("no report")
    return HttpResponse("report", status=status)


urlpatterns = [path("", report)]
