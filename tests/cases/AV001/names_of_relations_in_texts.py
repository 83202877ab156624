# oracle: view
# django: 5.2
import time

from django.contrib.auth.models import User
from django.db import models
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/1/", "/2/"]


class Note(models.Model):
    by = models.ForeignKey(User, null=True, on_delete=models.CASCADE)


def prepare():
    Note.objects.create(by=User.objects.create_user("ann", first_name="Ann"))
    Note.objects.create()


def show(request, pk):
    note = Note.objects.get(pk=pk)
    time.sleep(0.5)
    data = {"it's": 1}
    plain = f"it's {note.by.first_name if note.by else '-'} {data['it' + chr(39) + 's']}"
    turned = f'{note.by.first_name if note.by else "-"} of "{data}"'
    pieces = (
        f'{data["it" + chr(39) + "s"]} '  # the first
        f"\"of {note.by.first_name if note.by else '-'}"
    )
    long = f"""{data["it's"]} {note.by.first_name if note.by else "nobody"}"""
    return HttpResponse(f"{plain}, {turned}, {pieces}, {long}")


urlpatterns = [path("<int:pk>/", show)]
# output
import asyncio

from asgiref.sync import sync_to_async
from django.contrib.auth.models import User
from django.db import models
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/1/", "/2/"]


class Note(models.Model):
    by = models.ForeignKey(User, null=True, on_delete=models.CASCADE)


def prepare():
    Note.objects.create(by=User.objects.create_user("ann", first_name="Ann"))
    Note.objects.create()


async def show(request, pk):
    note = await Note.objects.aget(pk=pk)
    await asyncio.sleep(0.5)
    data = {"it's": 1}
    plain = f"it's {(await sync_to_async(getattr)(note, 'by')).first_name if await sync_to_async(getattr)(note, 'by') else '-'} {data['it' + chr(39) + 's']}"
    turned = f'{(await sync_to_async(getattr)(note, "by")).first_name if await sync_to_async(getattr)(note, "by") else "-"} of "{data}"'
    pieces = (
        f'{data["it" + chr(39) + "s"]} '  # the first
        f"\"of {(await sync_to_async(getattr)(note, 'by')).first_name if await sync_to_async(getattr)(note, 'by') else '-'}"
    )
    long = f"""{data["it's"]} {(await sync_to_async(getattr)(note, 'by')).first_name if await sync_to_async(getattr)(note, 'by') else "nobody"}"""
    return HttpResponse(f"{plain}, {turned}, {pieces}, {long}")


urlpatterns = [path("<int:pk>/", show)]
