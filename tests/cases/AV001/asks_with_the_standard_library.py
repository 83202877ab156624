# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
import json
import os
import urllib.error
import urllib.request

from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/slow/0.3/", "/status/404/"]


def load(resource):
    request = urllib.request.Request(f"{os.environ['SERVICE']}/{resource}", headers={"Accept-Language": "de"})
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        return {"error": error.code}


def proxy(request, resource):
    return JsonResponse(load(resource))


urlpatterns = [path("<path:resource>/", proxy)]
