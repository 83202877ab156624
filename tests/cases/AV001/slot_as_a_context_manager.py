# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import logging
import time
from contextlib import contextmanager

from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/a/", "/b/"]
logger = logging.getLogger("case")


@contextmanager
def slot(name):
    logger.info("%s waits", name)
    time.sleep(0.3)
    try:
        yield name.upper()
    finally:
        logger.info("%s is done", name)


class Turn:
    def __enter__(self):
        time.sleep(0.2)
        return self

    def __exit__(self, *error):
        return False


def with_slot(request):
    with slot("report") as name:
        text = f"made in {name}"
    return HttpResponse(text)


def with_turn(request):
    with Turn():
        return HttpResponse("turned")


urlpatterns = [path("a/", with_slot), path("b/", with_turn)]
# would break
import asyncio
import logging
from contextlib import contextmanager

from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/a/", "/b/"]
logger = logging.getLogger("case")


@contextmanager
async def slot(name):
    logger.info("%s waits", name)
    await asyncio.sleep(0.3)
    try:
        yield name.upper()
    finally:
        logger.info("%s is done", name)


class Turn:
    async def __enter__(self):
        await asyncio.sleep(0.2)
        return self

    def __exit__(self, *error):
        return False


async def with_slot(request):
    with slot("report") as name:
        text = f"made in {name}"
    return HttpResponse(text)


async def with_turn(request):
    with Turn():
        return HttpResponse("turned")


urlpatterns = [path("a/", with_slot), path("b/", with_turn)]
