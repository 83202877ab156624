# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
"""The session repeats what fails, which a client of httpx does not; and one for all would be bound to one event loop."""
import os

import requests
from django.http import JsonResponse
from django.urls import path
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

REQUESTS = ["/slow/0.3/", "/echo/", "/status/503/"]

session = requests.Session()
session.headers.update({"Authorization": "Token 17"})
session.mount("http://", HTTPAdapter(max_retries=Retry(total=2, backoff_factor=0.1, status_forcelist=[503])))


def proxy(request, resource):
    response = session.get(f"{os.environ['SERVICE']}/{resource}", timeout=5)
    return JsonResponse(response.json(), status=response.status_code)


urlpatterns = [path("<path:resource>/", proxy)]
# would break
import os

import httpx
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/slow/0.3/", "/echo/", "/status/503/"]

session = httpx.AsyncClient(follow_redirects=True)
session.headers.update({"Authorization": "Token 17"})


async def proxy(request, resource):
    response = await session.get(f"{os.environ['SERVICE']}/{resource}", timeout=5)
    return JsonResponse(response.json(), status=response.status_code)


urlpatterns = [path("<path:resource>/", proxy)]
