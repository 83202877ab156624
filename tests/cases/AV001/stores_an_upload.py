# oracle: view
# django: 5.2
import time

from django.core.files.storage import default_storage
from django.http import JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

BOUNDARY = "frontier"
BODY = (
    f"--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"notes.txt\"\r\n"
    f"Content-Type: text/plain\r\n\r\nsome notes\r\n--{BOUNDARY}--\r\n"
)
REQUESTS = [
    ("POST", "/upload/", BODY, {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}),
    ("POST", "/upload/", {}),
]


def scan(upload):
    """Ask the scanner, which is in no hurry."""
    time.sleep(0.4)
    return b"virus" not in upload.read()


@csrf_exempt
def upload(request):
    file = request.FILES.get("file")
    if file is None:
        return JsonResponse({"error": "no file"}, status=400)
    if file.size > 1024:
        return JsonResponse({"error": "too big"}, status=413)
    if not scan(file):
        return JsonResponse({"error": "infected"}, status=422)
    file.seek(0)
    name = default_storage.save(f"uploads/{file.name}", file)
    return JsonResponse({"name": name, "type": file.content_type, "size": file.size}, status=201)


urlpatterns = [path("upload/", upload)]
# output
import asyncio

from asgiref.sync import sync_to_async
from django.core.files.storage import default_storage
from django.http import JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

BOUNDARY = "frontier"
BODY = (
    f"--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"notes.txt\"\r\n"
    f"Content-Type: text/plain\r\n\r\nsome notes\r\n--{BOUNDARY}--\r\n"
)
REQUESTS = [
    ("POST", "/upload/", BODY, {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}),
    ("POST", "/upload/", {}),
]


async def scan(upload):
    """Ask the scanner, which is in no hurry."""
    await asyncio.sleep(0.4)
    return b"virus" not in await sync_to_async(upload.read)()


@csrf_exempt
async def upload(request):
    file = request.FILES.get("file")
    if file is None:
        return JsonResponse({"error": "no file"}, status=400)
    if file.size > 1024:
        return JsonResponse({"error": "too big"}, status=413)
    if not await scan(file):
        return JsonResponse({"error": "infected"}, status=422)
    await sync_to_async(file.seek)(0)
    name = await sync_to_async(default_storage.save)(f"uploads/{file.name}", file)
    return JsonResponse({"name": name, "type": file.content_type, "size": file.size}, status=201)


urlpatterns = [path("upload/", upload)]
