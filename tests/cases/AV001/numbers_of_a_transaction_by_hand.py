# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import time

from django.db import connection, models, transaction
from django.http import JsonResponse
from django.urls import path


class Entry(models.Model):
    number = models.IntegerField()


def by_hand(request):
    transaction.set_autocommit(False)
    try:
        Entry.objects.create(number=1)
        time.sleep(0.3)
        Entry.objects.create(number=2)
        transaction.commit()
    except Exception:
        transaction.rollback()
        raise
    finally:
        transaction.set_autocommit(True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM case_entry")
        (count,) = cursor.fetchone()
    return JsonResponse({"entries": count})


urlpatterns = [path("", by_hand)]
# would break
import asyncio

from asgiref.sync import sync_to_async
from django.db import connection, models, transaction
from django.http import JsonResponse
from django.urls import path


class Entry(models.Model):
    number = models.IntegerField()


def count_entries():
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM case_entry")
        return cursor.fetchone()[0]


async def by_hand(request):
    transaction.set_autocommit(False)
    try:
        await Entry.objects.acreate(number=1)
        await asyncio.sleep(0.3)
        await Entry.objects.acreate(number=2)
        transaction.commit()
    except Exception:
        transaction.rollback()
        raise
    finally:
        transaction.set_autocommit(True)
    return JsonResponse({"entries": await sync_to_async(count_entries)()})


urlpatterns = [path("", by_hand)]
