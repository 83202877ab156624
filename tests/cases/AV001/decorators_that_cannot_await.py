# oracle: view
# django: 5.2
# flags: --unsafe-fixes
# breaks: 5
import time
from functools import wraps

from django.db import models, transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import path

REQUESTS = ["/traced/", "/timed/", "/framed/", "/of-team/", "/at-once/"]
LEAVES = [1]
TRACE = True


class Owner(models.Model):
    name = models.CharField(max_length=10)


class Team(models.Model):
    owner = models.ForeignKey(Owner, on_delete=models.CASCADE)
    calls = models.IntegerField(default=0)


def prepare():
    Team.objects.create(owner=Owner.objects.create(name="amy"))


def traced(view):
    if TRACE:

        @wraps(view)
        def wrapper(request):
            response = view(request)
            response["X-Trace"] = request.path
            return response

        return wrapper
    return view


def timed(view):
    @wraps(view)
    def wrapper(request):
        started = time.monotonic()
        response = view(request)
        response["X-Slow"] = "yes" if time.monotonic() - started > 0.1 else "no"
        return response

    if TRACE:
        return wrapper
    else:
        return view


def streamed(view):
    @wraps(view)
    def wrapper(request):
        return StreamingHttpResponse(view(request))

    return wrapper


def framed(view):
    @wraps(view)
    def wrapper(request):
        yield "<ul>"
        yield from view(request)
        yield "</ul>"

    return wrapper


def of_team(view):
    @wraps(view)
    def wrapper(request):
        return view(request, team=Team.objects.get())

    return wrapper


def at_once(view):
    @wraps(view)
    def wrapper(request):
        with transaction.atomic():
            return view(request)

    return wrapper


@traced
def of_trace(request):
    time.sleep(0.2)
    return HttpResponse("trace")


@timed
def of_time(request):
    time.sleep(0.2)
    return HttpResponse("time")


@streamed
@framed
def of_frame(request):
    time.sleep(0.2)
    return ["<li>one</li>"]


@of_team
def of_owner(request, team):
    time.sleep(0.2)
    return HttpResponse(team.owner.name)


@at_once
def of_transaction(request):
    time.sleep(0.2)
    return HttpResponse(str(Team.objects.update(calls=7)))


urlpatterns = [
    path("traced/", of_trace),
    path("timed/", of_time),
    path("framed/", of_frame),
    path("of-team/", of_owner),
    path("at-once/", of_transaction),
]
# would break
import asyncio
import time
from functools import wraps

from django.db import models, transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import path

REQUESTS = ["/traced/", "/timed/", "/framed/", "/of-team/", "/at-once/"]
LEAVES = [1]
TRACE = True


class Owner(models.Model):
    name = models.CharField(max_length=10)


class Team(models.Model):
    owner = models.ForeignKey(Owner, on_delete=models.CASCADE)
    calls = models.IntegerField(default=0)


def prepare():
    Team.objects.create(owner=Owner.objects.create(name="amy"))


def traced(view):
    if TRACE:

        @wraps(view)
        def wrapper(request):
            response = view(request)
            response["X-Trace"] = request.path
            return response

        return wrapper
    return view


def timed(view):
    @wraps(view)
    def wrapper(request):
        started = time.monotonic()
        response = view(request)
        response["X-Slow"] = "yes" if time.monotonic() - started > 0.1 else "no"
        return response

    if TRACE:
        return wrapper
    else:
        return view


def streamed(view):
    @wraps(view)
    async def wrapper(request):
        return StreamingHttpResponse(await view(request))

    return wrapper


def framed(view):
    @wraps(view)
    def wrapper(request):
        yield "<ul>"
        yield from view(request)
        yield "</ul>"

    return wrapper


def of_team(view):
    @wraps(view)
    async def wrapper(request):
        return await view(request, team=await Team.objects.aget())

    return wrapper


def at_once(view):
    @wraps(view)
    async def wrapper(request):
        with transaction.atomic():
            return await view(request)

    return wrapper


@traced
async def of_trace(request):
    await asyncio.sleep(0.2)
    return HttpResponse("trace")


@timed
async def of_time(request):
    await asyncio.sleep(0.2)
    return HttpResponse("time")


@streamed
@framed
async def of_frame(request):
    await asyncio.sleep(0.2)
    return ["<li>one</li>"]


@of_team
async def of_owner(request, team):
    await asyncio.sleep(0.2)
    return HttpResponse(team.owner.name)


@at_once
async def of_transaction(request):
    await asyncio.sleep(0.2)
    return HttpResponse(str(await Team.objects.aupdate(calls=7)))


urlpatterns = [
    path("traced/", of_trace),
    path("timed/", of_time),
    path("framed/", of_frame),
    path("of-team/", of_owner),
    path("at-once/", of_transaction),
]
