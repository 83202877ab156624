# flags: --unsafe-fixes
# oracle: view
# django: 5.2
import functools
import time

from django.contrib.auth.decorators import login_required
from django.db import models, transaction
from django.http import HttpResponse
from django.urls import path

USER = "ann"
REQUESTS = ["/", "/page/"]


class Visit(models.Model):
    path = models.CharField(max_length=20)


def counted(function):
    @functools.wraps(function)
    def wrapper(*args):
        Visit.objects.create(path="counted")
        return function(*args)

    return wrapper


def doubled(function):
    @functools.wraps(function)
    def wrapper(*args):
        return function(*args) * 2

    return wrapper


@transaction.atomic
def title():
    return "report"


@counted
def number():
    return 1


@doubled
def word():
    return "a"


@functools.lru_cache
def mark():
    return "!"


def report(request):
    time.sleep(0.4)
    return HttpResponse(f"{title()}{number()}{word()}{mark()}")


@login_required
def page(request):
    return HttpResponse("page")


def leads_to_a_page(request):
    time.sleep(0.1)
    return page(request)


urlpatterns = [path("", report), path("page/", leads_to_a_page), path("plain/", page)]
# output
import asyncio
import functools

from asgiref.sync import sync_to_async
from django.contrib.auth.decorators import login_required
from django.db import models, transaction
from django.http import HttpResponse
from django.urls import path

USER = "ann"
REQUESTS = ["/", "/page/"]


class Visit(models.Model):
    path = models.CharField(max_length=20)


def counted(function):
    @functools.wraps(function)
    def wrapper(*args):
        Visit.objects.create(path="counted")
        return function(*args)

    return wrapper


def doubled(function):
    @functools.wraps(function)
    def wrapper(*args):
        return function(*args) * 2

    return wrapper


@transaction.atomic
def title():
    return "report"


@counted
def number():
    return 1


@doubled
def word():
    return "a"


@functools.lru_cache
def mark():
    return "!"


async def report(request):
    await asyncio.sleep(0.4)
    return HttpResponse(f"{await sync_to_async(title)()}{await sync_to_async(lambda: format(number()))()}{await sync_to_async(lambda: format(word()))()}{mark()}")


@login_required
def page(request):
    return HttpResponse("page")


async def leads_to_a_page(request):
    await asyncio.sleep(0.1)
    return await sync_to_async(page)(request)


urlpatterns = [path("", report), path("page/", leads_to_a_page), path("plain/", page)]
