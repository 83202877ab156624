# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import logging
import time
from contextlib import contextmanager

from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/quiet/", "/calm/"]

logger = logging.getLogger("case")


@contextmanager
def quiet():
    try:
        yield
    except Exception:
        logger.error("the report failed")


class Calm:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        return kind is not None and issubclass(kind, ArithmeticError)


def quiet_report(request):
    with quiet():
        time.sleep(0.3)
        raise ValueError("no rows")
    return HttpResponse("report")


def calm_report(request):
    with Calm():
        time.sleep(0.3)
        1 / 0
    return HttpResponse("report")


urlpatterns = [path("quiet/", quiet_report), path("calm/", calm_report)]
# output
import asyncio
import logging
from contextlib import contextmanager

from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/quiet/", "/calm/"]

logger = logging.getLogger("case")


@contextmanager
def quiet():
    try:
        yield
    except Exception:
        logger.error("the report failed")


class Calm:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        return kind is not None and issubclass(kind, ArithmeticError)


async def quiet_report(request):
    with quiet():
        await asyncio.sleep(0.3)
        raise ValueError("no rows")
    return HttpResponse("report")


async def calm_report(request):
    with Calm():
        await asyncio.sleep(0.3)
        1 / 0
    return HttpResponse("report")


urlpatterns = [path("quiet/", quiet_report), path("calm/", calm_report)]
