# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import time

from django.db import connection
from django.http import JsonResponse
from django.urls import path


def total(request):
    time.sleep(0.5)
    cursor = connection.cursor()
    cursor.execute("SELECT 3")
    (count,) = cursor.fetchone()
    cursor.close()
    return JsonResponse({"entries": count})


urlpatterns = [path("", total)]
# would break
import asyncio

from asgiref.sync import sync_to_async
from django.db import connection
from django.http import JsonResponse
from django.urls import path


async def total(request):
    await asyncio.sleep(0.5)
    cursor = await sync_to_async(connection.cursor)()
    await sync_to_async(cursor.execute)("SELECT 3")
    (count,) = await sync_to_async(cursor.fetchone)()
    await sync_to_async(cursor.close)()
    return JsonResponse({"entries": count})


urlpatterns = [path("", total)]
