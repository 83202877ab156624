# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import asyncio

from asgiref.sync import sync_to_async
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

REQUESTS = ["/wait/", "/count/"]
TEMPLATES = {"count.html": "{{ count }}"}


async def wait(request):
    await asyncio.sleep(0.3)
    return HttpResponse("waited")


async def count(request):
    found = await User.objects.acount()
    return await sync_to_async(render)(request, "count.html", {"count": found})


urlpatterns = [path("wait/", wait), path("count/", count)]
