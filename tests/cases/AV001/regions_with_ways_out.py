# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import logging
import time

from django.db import DatabaseError, models, transaction
from django.http import HttpResponse, JsonResponse
from django.urls import path

REQUESTS = ["/import/?rows=1,2,3", "/import/?rows=1,x,3", "/import/?rows=1,-2,3", "/import/", "/move/1/2/", "/move/1/9/", "/move/1/1/", "/loop/"]
logger = logging.getLogger("case")


class Batch(models.Model):
    name = models.CharField(max_length=20)
    total = models.IntegerField(default=0)


class Line(models.Model):
    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="lines")
    number = models.IntegerField()


def prepare():
    for name in ("first", "second"):
        Batch.objects.create(name=name, total=10)


def import_rows(request):
    time.sleep(0.35)
    skipped = 0
    total = 0
    try:
        with transaction.atomic():
            batch = Batch.objects.create(name="import")
            for text in request.GET["rows"].split(","):
                try:
                    number = int(text)
                except ValueError:
                    skipped += 1
                    continue
                if number < 0:
                    raise DatabaseError("below zero")
                total += number
                batch.lines.create(number=number)
                if total > 100:
                    break
            else:
                logger.info("all rows of %s", batch.name)
            batch.total = total
            batch.save()
    except DatabaseError as error:
        logger.error("nothing imported: %s", error)
        return HttpResponse(str(error), status=409)
    except KeyError:
        return HttpResponse("no rows", status=400)
    return JsonResponse({"total": batch.total, "skipped": skipped, "lines": batch.lines.count()})


def move(request, source, target):
    time.sleep(0.1)
    if source == target:
        return HttpResponse("the same", status=400)
    with transaction.atomic():
        giver = Batch.objects.select_for_update().get(pk=source)
        try:
            taker = Batch.objects.select_for_update().get(pk=target)
        except Batch.DoesNotExist:
            return HttpResponse("nobody there", status=404)
        giver.total, taker.total = giver.total - 1, taker.total + 1
        giver.save(update_fields=["total"])
        taker.save(update_fields=["total"])
    return JsonResponse({giver.name: giver.total, taker.name: taker.total})


def loop(request):
    time.sleep(0.1)
    names = []
    for batch in Batch.objects.order_by("pk"):
        if batch.total == 0:
            continue
        names.append(batch.name)
    Batch.objects.filter(name__in=names).update(total=5)
    count, _ = Line.objects.filter(number=3).delete()
    return JsonResponse({"names": names, "deleted": count})


urlpatterns = [path("import/", import_rows), path("move/<int:source>/<int:target>/", move), path("loop/", loop)]
# output
import asyncio
import logging

from asgiref.sync import sync_to_async
from django.db import DatabaseError, models, transaction
from django.http import HttpResponse, JsonResponse
from django.urls import path

REQUESTS = ["/import/?rows=1,2,3", "/import/?rows=1,x,3", "/import/?rows=1,-2,3", "/import/", "/move/1/2/", "/move/1/9/", "/move/1/1/", "/loop/"]
logger = logging.getLogger("case")


class Batch(models.Model):
    name = models.CharField(max_length=20)
    total = models.IntegerField(default=0)


class Line(models.Model):
    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="lines")
    number = models.IntegerField()


def prepare():
    for name in ("first", "second"):
        Batch.objects.create(name=name, total=10)


async def import_rows(request):
    await asyncio.sleep(0.35)
    skipped = 0
    total = 0
    try:
        def _create_batch_and_lines_and_save_batch():
            nonlocal skipped, total
            with transaction.atomic():
                batch = Batch.objects.create(name="import")
                for text in request.GET["rows"].split(","):
                    try:
                        number = int(text)
                    except ValueError:
                        skipped += 1
                        continue
                    if number < 0:
                        raise DatabaseError("below zero")
                    total += number
                    batch.lines.create(number=number)
                    if total > 100:
                        break
                else:
                    logger.info("all rows of %s", batch.name)
                batch.total = total
                batch.save()
            return batch

        batch = await sync_to_async(_create_batch_and_lines_and_save_batch)()
    except DatabaseError as error:
        logger.error("nothing imported: %s", error)
        return HttpResponse(str(error), status=409)
    except KeyError:
        return HttpResponse("no rows", status=400)
    return JsonResponse({"total": batch.total, "skipped": skipped, "lines": await batch.lines.acount()})


async def move(request, source, target):
    await asyncio.sleep(0.1)
    if source == target:
        return HttpResponse("the same", status=400)

    def _save_giver_and_taker():
        with transaction.atomic():
            giver = Batch.objects.select_for_update().get(pk=source)
            try:
                taker = Batch.objects.select_for_update().get(pk=target)
            except Batch.DoesNotExist:
                return HttpResponse("nobody there", status=404)
            giver.total, taker.total = giver.total - 1, taker.total + 1
            giver.save(update_fields=["total"])
            taker.save(update_fields=["total"])
        return JsonResponse({giver.name: giver.total, taker.name: taker.total})

    return await sync_to_async(_save_giver_and_taker)()


async def loop(request):
    await asyncio.sleep(0.1)
    names = []
    async for batch in Batch.objects.order_by("pk"):
        if batch.total == 0:
            continue
        names.append(batch.name)

    def _update_batch_and_delete_line():
        Batch.objects.filter(name__in=names).update(total=5)
        count, _ = Line.objects.filter(number=3).delete()
        return count

    count = await sync_to_async(_update_batch_and_delete_line)()
    return JsonResponse({"names": names, "deleted": count})


urlpatterns = [path("import/", import_rows), path("move/<int:source>/<int:target>/", move), path("loop/", loop)]
