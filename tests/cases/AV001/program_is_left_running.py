# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import subprocess
import time

from django.http import JsonResponse, StreamingHttpResponse
from django.urls import path

REQUESTS = ["/polled/", "/later/", "/streamed/"]


def polled(request):
    proc = subprocess.Popen(["sleep", "0.6"])
    while proc.poll() is None:
        time.sleep(0.1)
    return JsonResponse({"code": proc.returncode})


def later(request):
    proc = subprocess.Popen(["sleep", "0.6"])
    time.sleep(0.3)
    return JsonResponse({"code": proc.wait()})


def lines():
    proc = subprocess.Popen("echo 1; sleep 0.6; echo 2", shell=True, stdout=subprocess.PIPE)
    for line in iter(proc.stdout.readline, b""):
        yield line
    proc.stdout.close()
    proc.wait()


def streamed(request):
    return StreamingHttpResponse(lines())


urlpatterns = [path("polled/", polled), path("later/", later), path("streamed/", streamed)]
# would break
import asyncio
import subprocess

from asgiref.sync import sync_to_async
from django.http import JsonResponse, StreamingHttpResponse
from django.urls import path

REQUESTS = ["/polled/", "/later/", "/streamed/"]


async def polled(request):
    proc = subprocess.Popen(["sleep", "0.6"])
    while proc.poll() is None:
        await asyncio.sleep(0.1)
    return JsonResponse({"code": proc.returncode})


async def later(request):
    proc = subprocess.Popen(["sleep", "0.6"])
    await asyncio.sleep(0.3)
    return JsonResponse({"code": await sync_to_async(proc.wait)()})


async def lines():
    proc = subprocess.Popen("echo 1; sleep 0.6; echo 2", shell=True, stdout=subprocess.PIPE)
    for line in await sync_to_async(list)(proc.stdout):
        yield line
    proc.stdout.close()
    await sync_to_async(proc.wait)()


async def streamed(request):
    return StreamingHttpResponse(lines())


urlpatterns = [path("polled/", polled), path("later/", later), path("streamed/", streamed)]
