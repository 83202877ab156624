# flags: --unsafe-fixes
# oracle: view
# django: 5.2
import os

import httpx
from django.http import JsonResponse
from django.urls import path


def create(text):
    reply = httpx.post(os.environ["SERVICE"] + "/slow/0.5", json={"text": text}, timeout=5)
    return reply.status_code


def drop():
    reply = httpx.delete(os.environ["SERVICE"] + "/json", timeout=5)
    return reply.status_code


def page(request):
    text = request.POST.get("text")
    status = create(text) if text else drop()
    return JsonResponse({"status": status})


urlpatterns = [path("", page)]
REQUESTS = [("POST", "/", {"text": "one"}), ("POST", "/", {})]
# output
import os

import httpx
from django.http import JsonResponse
from django.urls import path


# Takes too long to make for each request: all clients share it.
HTTPX_TLS = httpx.create_ssl_context()


async def create(text):
    async with httpx.AsyncClient(verify=HTTPX_TLS) as client:
        reply = await client.post(os.environ["SERVICE"] + "/slow/0.5", json={"text": text}, timeout=5)
    return reply.status_code


async def drop():
    async with httpx.AsyncClient(verify=HTTPX_TLS) as client:
        reply = await client.delete(os.environ["SERVICE"] + "/json", timeout=5)
    return reply.status_code


async def page(request):
    text = request.POST.get("text")
    status = await create(text) if text else await drop()
    return JsonResponse({"status": status})


urlpatterns = [path("", page)]
REQUESTS = [("POST", "/", {"text": "one"}), ("POST", "/", {})]
