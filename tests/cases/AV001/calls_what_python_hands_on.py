# flags: --unsafe-fixes
# oracle: view
# django: 5.2
import os
import time
from contextlib import ExitStack, closing
from functools import partial
from types import SimpleNamespace

import httpx
from django.http import JsonResponse
from django.urls import path

LEAVES = [1]
settle = partial(time.sleep, 0.3)


def page(request):
    time.sleep(0.5)
    settle()
    codes = []
    with closing(httpx.Client(base_url=os.environ["SERVICE"])) as client:
        reply = client.get("/slow/0.3")
        codes.append(reply.status_code)
    with ExitStack() as stack:
        other = stack.enter_context(httpx.Client(base_url=os.environ["SERVICE"]))
        kept = SimpleNamespace(client=other)
        reply = kept.client.get("/slow/0.3")
        codes.append(reply.status_code)
    return JsonResponse({"codes": codes})


urlpatterns = [path("", page)]
# output
import asyncio
import os
import time
from contextlib import ExitStack, closing
from functools import partial
from types import SimpleNamespace

import httpx
from asgiref.sync import sync_to_async
from django.http import JsonResponse
from django.urls import path

LEAVES = [1]
settle = partial(time.sleep, 0.3)


async def page(request):
    await asyncio.sleep(0.5)
    await sync_to_async(settle)()
    codes = []
    with closing(httpx.Client(base_url=os.environ["SERVICE"])) as client:
        reply = await sync_to_async(client.get)("/slow/0.3")
        codes.append(await sync_to_async(getattr)(reply, "status_code"))
    with ExitStack() as stack:
        other = stack.enter_context(httpx.Client(base_url=os.environ["SERVICE"]))
        kept = SimpleNamespace(client=other)
        reply = await sync_to_async(kept.client.get)("/slow/0.3")
        codes.append(await sync_to_async(getattr)(reply, "status_code"))
    return JsonResponse({"codes": codes})


urlpatterns = [path("", page)]
