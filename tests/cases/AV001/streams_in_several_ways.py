# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import logging
import time
from itertools import chain

from django.contrib.auth.models import User
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import path

REQUESTS = ["/log/2/", "/users/", "/log/0/"]
logger = logging.getLogger("case")
cleaned = []


def prepare():
    for name in ("ann", "bob", "cid"):
        User.objects.create_user(name)


class Follower:
    """Follows a log, line by line."""

    def __init__(self, lines):
        self.lines = lines

    def header(self):
        yield from ("log\n", "---\n")

    def follow(self):
        try:
            yield from self.header()
            for number in range(self.lines):
                time.sleep(0.2)
                yield f"{number}: line\n"
        except GeneratorExit:
            logger.info("nobody follows any more")
            raise
        finally:
            cleaned.append(f"follower {len(cleaned)}")
        yield "end\n"


def follow(request, lines):
    if not lines:
        return HttpResponse("no lines", status=404)
    return StreamingHttpResponse(Follower(lines).follow(), content_type="text/plain", headers={"X-Lines": str(lines)})


def all_users():
    for user in User.objects.order_by("username").iterator():
        time.sleep(0.1)
        yield f"{user.username}\n"


def users(request):
    response = StreamingHttpResponse(streaming_content=all_users())
    response["Content-Type"] = "text/plain"
    return response


urlpatterns = [path("log/<int:lines>/", follow), path("users/", users)]
# output
import asyncio
import logging
from itertools import chain

from django.contrib.auth.models import User
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import path

REQUESTS = ["/log/2/", "/users/", "/log/0/"]
logger = logging.getLogger("case")
cleaned = []


def prepare():
    for name in ("ann", "bob", "cid"):
        User.objects.create_user(name)


class Follower:
    """Follows a log, line by line."""

    def __init__(self, lines):
        self.lines = lines

    def header(self):
        yield from ("log\n", "---\n")

    async def follow(self):
        try:
            for item in self.header():
                yield item
            for number in range(self.lines):
                await asyncio.sleep(0.2)
                yield f"{number}: line\n"
        except asyncio.CancelledError:
            logger.info("nobody follows any more")
            raise
        except GeneratorExit:
            logger.info("nobody follows any more")
            raise
        finally:
            cleaned.append(f"follower {len(cleaned)}")
        yield "end\n"


async def follow(request, lines):
    if not lines:
        return HttpResponse("no lines", status=404)
    return StreamingHttpResponse(Follower(lines).follow(), content_type="text/plain", headers={"X-Lines": str(lines)})


async def all_users():
    async for user in User.objects.order_by("username").aiterator():
        await asyncio.sleep(0.1)
        yield f"{user.username}\n"


async def users(request):
    response = StreamingHttpResponse(streaming_content=all_users())
    response["Content-Type"] = "text/plain"
    return response


urlpatterns = [path("log/<int:lines>/", follow), path("users/", users)]
