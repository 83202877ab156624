# oracle: view
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
        return HttpResponse("report")
    except:
        try:
            return HttpResponse("no report", status=503)
        finally:
            logger.error("no report")


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
        return HttpResponse("report")
    except:
        try:
            return HttpResponse("no report", status=503)
        finally:
            logger.error("no report")


urlpatterns = [path("", report)]
