# flags: --unsafe-fixes
# oracle: view
# django: 5.2
import os

import httpx
from django.http import JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt


@csrf_exempt
def price(request):
    reply = httpx.get(os.environ["SERVICE"] + "/slow/0.5")
    return JsonResponse(reply.json())


urlpatterns = [path("", price)]
# output
import os

import httpx
from django.http import JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt


# Takes too long to make for each request: all clients share it.
HTTPX_TLS = httpx.create_ssl_context()


@csrf_exempt
async def price(request):
    async with httpx.AsyncClient(verify=HTTPX_TLS) as client:
        reply = await client.get(os.environ["SERVICE"] + "/slow/0.5")
    return JsonResponse(reply.json())


urlpatterns = [path("", price)]
