# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import os
import time

from django.http import HttpResponse
from django.urls import path

LEAVES = [1]


def build(request):
    os.makedirs("site", exist_ok=True)
    with open("site/index.html", "w") as file:
        file.write("<a href=about.html>about</a>")
    time.sleep(0.3)
    with open("site/about.html", "w") as file:
        file.write("about us")
    return HttpResponse(f"{len(os.listdir('site'))} pages")


urlpatterns = [path("", build)]
# would break
import asyncio
import os

from django.http import HttpResponse
from django.urls import path

LEAVES = [1]


async def build(request):
    os.makedirs("site", exist_ok=True)
    with open("site/index.html", "w") as file:
        file.write("<a href=about.html>about</a>")
    await asyncio.sleep(0.3)
    with open("site/about.html", "w") as file:
        file.write("about us")
    return HttpResponse(f"{len(os.listdir('site'))} pages")


urlpatterns = [path("", build)]
