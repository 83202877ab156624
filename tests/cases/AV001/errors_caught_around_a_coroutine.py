# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
# breaks: 2
import os
from functools import wraps

import requests
from asgiref.sync import iscoroutinefunction
from django.http import HttpResponse
from django.urls import path

URL = os.environ["SERVICE"]
REQUESTS = ["/total/slow/0.2/", "/report/slow/2/", "/total/status/500/"]
LEAVES = [1]


def told(view):
    """Made for both kinds of views, long ago."""
    if iscoroutinefunction(view):

        @wraps(view)
        async def guarded(request, *args, **kwargs):
            try:
                return await view(request, *args, **kwargs)
            except requests.RequestException:
                return HttpResponse("The service is out of order.", status=503)

    else:

        @wraps(view)
        def guarded(request, *args, **kwargs):
            try:
                return view(request, *args, **kwargs)
            except requests.RequestException:
                return HttpResponse("The service is out of order.", status=503)

    return guarded


@told
def report(request, address):
    return HttpResponse(requests.get(f"{URL}/{address}", timeout=0.3).content)


def total(request, address):
    answer = requests.get(f"{URL}/{address}", timeout=5)
    answer.raise_for_status()
    return HttpResponse(answer.content)


urlpatterns = [path("report/<path:address>/", report), path("total/<path:address>/", told(total))]
# would break
import os
from functools import wraps

import httpx
import requests
from asgiref.sync import iscoroutinefunction
from django.http import HttpResponse
from django.urls import path

URL = os.environ["SERVICE"]
REQUESTS = ["/total/slow/0.2/", "/report/slow/2/", "/total/status/500/"]
LEAVES = [1]


def told(view):
    """Made for both kinds of views, long ago."""
    if iscoroutinefunction(view):

        @wraps(view)
        async def guarded(request, *args, **kwargs):
            try:
                return await view(request, *args, **kwargs)
            except requests.RequestException:
                return HttpResponse("The service is out of order.", status=503)

    else:

        @wraps(view)
        def guarded(request, *args, **kwargs):
            try:
                return view(request, *args, **kwargs)
            except requests.RequestException:
                return HttpResponse("The service is out of order.", status=503)

    return guarded


@told
async def report(request, address):
    async with httpx.AsyncClient(follow_redirects=True, timeout=0.3) as client:
        return HttpResponse((await client.get(f"{URL}/{address}")).content)


async def total(request, address):
    async with httpx.AsyncClient(follow_redirects=True, timeout=5) as client:
        answer = await client.get(f"{URL}/{address}")
    answer.raise_for_status()
    return HttpResponse(answer.content)


urlpatterns = [path("report/<path:address>/", report), path("total/<path:address>/", told(total))]
