# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
import os

import requests
from django.http import StreamingHttpResponse
from django.urls import path


def download(request):
    upstream = requests.get(f"{os.environ['SERVICE']}/drip/3/0.2", stream=True, timeout=5)
    response = StreamingHttpResponse(upstream.iter_content(chunk_size=8192), status=upstream.status_code)
    response["Content-Type"] = upstream.headers.get("Content-Type", "application/octet-stream")
    return response


urlpatterns = [path("", download)]
# would break
import os

import httpx
from django.http import StreamingHttpResponse
from django.urls import path


async def download(request):
    async with httpx.AsyncClient(follow_redirects=True, timeout=5) as client:
        async with client.stream("GET", f"{os.environ['SERVICE']}/drip/3/0.2") as upstream:
            response = StreamingHttpResponse(upstream.aiter_bytes(8192), status=upstream.status_code)
    response["Content-Type"] = upstream.headers.get("Content-Type", "application/octet-stream")
    return response


urlpatterns = [path("", download)]
