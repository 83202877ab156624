# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import time
from functools import wraps

from django.db import models
from django.http import HttpResponse
from django.urls import path

LEAVES = [2]


class Call(models.Model):
    status = models.IntegerField(default=0)


def counted(view):
    @wraps(view)
    def wrapper(request):
        time.sleep(0.2)
        call = Call.objects.create()
        response = view(request)
        call.status = response.status_code
        call.save()
        return response

    return wrapper


@counted
def report(request):
    time.sleep(0.2)
    return HttpResponse("report")


urlpatterns = [path("", report)]
# would break
import asyncio
from functools import wraps

from django.db import models
from django.http import HttpResponse
from django.urls import path

LEAVES = [2]


class Call(models.Model):
    status = models.IntegerField(default=0)


def counted(view):
    @wraps(view)
    async def wrapper(request):
        await asyncio.sleep(0.2)
        call = await Call.objects.acreate()
        response = await view(request)
        call.status = response.status_code
        await call.asave()
        return response

    return wrapper


@counted
async def report(request):
    await asyncio.sleep(0.2)
    return HttpResponse("report")


urlpatterns = [path("", report)]
