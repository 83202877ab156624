# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import os
import subprocess

from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/numbered/", "/nice/", "/noted/"]


def numbered(request):
    with subprocess.Popen(["sh", "-c", "sleep 0.4; echo a"], stdout=subprocess.PIPE) as proc:
        lines = [f"{number} {line.decode()}" for number, line in enumerate(proc.stdout)]
    return HttpResponse(lines)


def nice(request):
    with subprocess.Popen(["sh", "-c", "sleep 0.4 & wait"], preexec_fn=os.setpgrp) as proc:
        proc.wait()
    return HttpResponse("nice")


def noted(request):
    with open("notes.txt", "w") as notes, subprocess.Popen(["sh", "-c", "sleep 0.4; echo a"], stdout=notes) as proc:
        proc.wait()
    return HttpResponse("noted")


urlpatterns = [path("numbered/", numbered), path("nice/", nice), path("noted/", noted)]
# would break
import os
import subprocess

from asgiref.sync import sync_to_async
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/numbered/", "/nice/", "/noted/"]


async def numbered(request):
    with subprocess.Popen(["sh", "-c", "sleep 0.4; echo a"], stdout=subprocess.PIPE) as proc:
        lines = [f"{number} {line.decode()}" for number, line in enumerate(proc.stdout)]
    return HttpResponse(lines)


async def nice(request):
    with subprocess.Popen(["sh", "-c", "sleep 0.4 & wait"], preexec_fn=os.setpgrp) as proc:
        await sync_to_async(proc.wait)()
    return HttpResponse("nice")


async def noted(request):
    with open("notes.txt", "w") as notes, subprocess.Popen(["sh", "-c", "sleep 0.4; echo a"], stdout=notes) as proc:
        await sync_to_async(proc.wait)()
    return HttpResponse("noted")


urlpatterns = [path("numbered/", numbered), path("nice/", nice), path("noted/", noted)]
