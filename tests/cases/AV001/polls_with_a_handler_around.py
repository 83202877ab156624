# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import logging
import time

from django.core.cache import cache
from django.http import HttpResponse, HttpResponseServerError
from django.urls import path

REQUESTS = ["/wait/3/", "/wait/1/", "/wait/0/"]
logger = logging.getLogger("case")
cleaned = []


class Gone(Exception):
    pass


def check(key, turn):
    value = cache.get(key)
    if turn == 0:
        raise Gone(key)
    if value is None:
        cache.set(key, turn, timeout=60)
    return value


def wait(request, turns):
    key = f"job-{turns}"
    waited = 0
    try:
        while True:
            try:
                if check(key, turns) is not None:
                    break
            except Gone:
                raise
            except Exception as exc:
                logger.exception("cannot look: %s", exc)
                return HttpResponseServerError("broken")
            time.sleep(0.3)
            waited += 1
    except Gone as gone:
        logger.warning("%s is gone", gone)
        return HttpResponse("gone", status=410)
    else:
        logger.info("%s is there", key)
    finally:
        cleaned.append(f"{key} {len(cleaned)}")
    return HttpResponse(f"waited {waited}")


urlpatterns = [path("wait/<int:turns>/", wait)]
# output
import asyncio
import logging

from asgiref.sync import sync_to_async
from django.core.cache import cache
from django.http import HttpResponse, HttpResponseServerError
from django.urls import path

REQUESTS = ["/wait/3/", "/wait/1/", "/wait/0/"]
logger = logging.getLogger("case")
cleaned = []


class Gone(Exception):
    pass


def check(key, turn):
    value = cache.get(key)
    if turn == 0:
        raise Gone(key)
    if value is None:
        cache.set(key, turn, timeout=60)
    return value


async def wait(request, turns):
    key = f"job-{turns}"
    waited = 0
    try:
        while True:
            try:
                if await sync_to_async(check)(key, turns) is not None:
                    break
            except Gone:
                raise
            except Exception as exc:
                logger.exception("cannot look: %s", exc)
                return HttpResponseServerError("broken")
            await asyncio.sleep(0.3)
            waited += 1
    except Gone as gone:
        logger.warning("%s is gone", gone)
        return HttpResponse("gone", status=410)
    else:
        logger.info("%s is there", key)
    finally:
        cleaned.append(f"{key} {len(cleaned)}")
    return HttpResponse(f"waited {waited}")


urlpatterns = [path("wait/<int:turns>/", wait)]
