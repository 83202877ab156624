# flags: --unsafe-fixes
# oracle: async-view
import json
import os
from urllib.request import urlopen

from django.http import JsonResponse
from django.urls import path


async def report(request):
    with urlopen(f"{os.environ['SERVICE']}/slow/0.3", timeout=5) as response:
        body = response.read()
    return JsonResponse({"length": len(body), "status": response.status})


urlpatterns = [path("", report)]
# output
import json
import os
from urllib.request import urlopen

from asgiref.sync import sync_to_async
from django.http import JsonResponse
from django.urls import path


async def report(request):
    with await sync_to_async(urlopen)(f"{os.environ['SERVICE']}/slow/0.3", timeout=5) as response:
        body = await sync_to_async(response.read)()
    return JsonResponse({"length": len(body), "status": response.status})


urlpatterns = [path("", report)]
