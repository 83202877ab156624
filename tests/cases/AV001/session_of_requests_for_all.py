# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
import os

import requests
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/slow/0.3/", "/echo/"]

session = requests.Session()
session.headers.update({"Authorization": "Token 17"})


def proxy(request, resource):
    response = session.get(f"{os.environ['SERVICE']}/{resource}", timeout=5)
    return JsonResponse(response.json(), status=response.status_code)


urlpatterns = [path("<path:resource>/", proxy)]
# would break
import os

import httpx
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/slow/0.3/", "/echo/"]

session = httpx.AsyncClient(follow_redirects=True)
session.headers.update({"Authorization": "Token 17"})


async def proxy(request, resource):
    response = session.get(f"{os.environ['SERVICE']}/{resource}", timeout=5)
    return JsonResponse(response.json(), status=response.status_code)


urlpatterns = [path("<path:resource>/", proxy)]
