# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import queue
import threading

from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/ready/", "/answers/"]
ready = threading.Event()
answers = queue.Queue()


def wait_for_it(request):
    return JsonResponse({"ready": ready.wait(timeout=0.4)})


def next_answer(request):
    try:
        answer = answers.get(timeout=0.2)
    except queue.Empty:
        return JsonResponse({"error": "nothing yet"}, status=504)
    return JsonResponse({"answer": answer})


urlpatterns = [path("ready/", wait_for_it), path("answers/", next_answer)]
# would break
import asyncio
import queue

from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/ready/", "/answers/"]
ready = asyncio.Event()
answers = queue.Queue()


async def wait_for_it(request):
    return JsonResponse({"ready": await asyncio.wait_for(ready.wait(), timeout=0.4)})


async def next_answer(request):
    try:
        answer = answers.get(timeout=0.2)
    except queue.Empty:
        return JsonResponse({"error": "nothing yet"}, status=504)
    return JsonResponse({"answer": answer})


urlpatterns = [path("ready/", wait_for_it), path("answers/", next_answer)]
