# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import logging
import time
from contextlib import ExitStack, contextmanager, suppress

from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/quiet/", "/calm/", "/stacked/"]

logger = logging.getLogger("case")


@contextmanager
def quiet():
    try:
        yield
    except:
        logger.error("the report failed")


class Calm:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        return True


def quiet_report(request):
    with quiet():
        time.sleep(0.3)
    return HttpResponse("report")


def calm_report(request):
    with Calm():
        time.sleep(0.3)
    return HttpResponse("report")


def stacked_report(request):
    with ExitStack() as stack:
        stack.enter_context(suppress(BaseException))
        time.sleep(0.3)
    return HttpResponse("report")


urlpatterns = [path("quiet/", quiet_report), path("calm/", calm_report), path("stacked/", stacked_report)]
# would break
import asyncio
import logging
from contextlib import ExitStack, contextmanager, suppress

from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/quiet/", "/calm/", "/stacked/"]

logger = logging.getLogger("case")


@contextmanager
def quiet():
    try:
        yield
    except:
        logger.error("the report failed")


class Calm:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        return True


async def quiet_report(request):
    with quiet():
        await asyncio.sleep(0.3)
    return HttpResponse("report")


async def calm_report(request):
    with Calm():
        await asyncio.sleep(0.3)
    return HttpResponse("report")


async def stacked_report(request):
    with ExitStack() as stack:
        stack.enter_context(suppress(BaseException))
        await asyncio.sleep(0.3)
    return HttpResponse("report")


urlpatterns = [path("quiet/", quiet_report), path("calm/", calm_report), path("stacked/", stacked_report)]
