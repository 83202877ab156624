# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
import os

import requests
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/slow/0.3/", "/echo/", "/login/ann/", "/echo/"]

session = requests.Session()
session.headers.update({"Authorization": "Token 17"})


def proxy(request, resource):
    response = session.get(f"{os.environ['SERVICE']}/{resource}", timeout=5)
    return JsonResponse(response.json(), status=response.status_code)


urlpatterns = [path("<path:resource>/", proxy)]
# output
import os

import httpx
import requests
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/slow/0.3/", "/echo/", "/login/ann/", "/echo/"]

session = requests.Session()
session.headers.update({"Authorization": "Token 17"})


# Takes too long to make for each request: all clients share it.
HTTPX_TLS = httpx.create_ssl_context()


async def proxy(request, resource):
    async with httpx.AsyncClient(
        cookies=session.cookies,
        follow_redirects=True,
        headers=session.headers,
        timeout=5,
        verify=HTTPX_TLS,
    ) as client:
        response = await client.get(f"{os.environ['SERVICE']}/{resource}")
    return JsonResponse(response.json(), status=response.status_code)


urlpatterns = [path("<path:resource>/", proxy)]
