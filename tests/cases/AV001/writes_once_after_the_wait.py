# oracle: view
# django: 5.2
import logging
import time

from django.db import IntegrityError, models, transaction
from django.db.models import Avg, F, Sum
from django.http import JsonResponse
from django.urls import path

REQUESTS = [
    ("POST", "/votes/", {"name": "tea", "points": "3"}), ("POST", "/votes/", {"name": "tea", "points": "5"}),
    ("POST", "/votes/", {"name": "", "points": "1"}), ("POST", "/votes/", {"name": "tea", "points": "x"}),
    ("POST", "/votes/new/", {"name": "milk"}), ("POST", "/votes/new/", {"name": "tea"}), "/votes/top/",
]
logger = logging.getLogger("case")


class Vote(models.Model):
    name = models.CharField(max_length=20, unique=True)
    points = models.IntegerField(default=0)
    count = models.IntegerField(default=0)


def vote(request):
    name = request.POST.get("name")
    if not name:
        return JsonResponse({"error": "name is missing"}, status=400)
    try:
        points = int(request.POST.get("points", 1))
    except ValueError:
        return JsonResponse({"error": "points must be a number"}, status=400)
    time.sleep(0.35)
    with transaction.atomic():
        vote, created = Vote.objects.get_or_create(name=name)
        Vote.objects.filter(pk=vote.pk).update(points=F("points") + points, count=F("count") + 1)
    vote.refresh_from_db()
    if created:
        logger.info("first vote for %s", name)
    return JsonResponse({"name": vote.name, "points": vote.points, "votes": vote.count}, status=201 if created else 200)


def new(request):
    time.sleep(0.1)
    try:
        Vote.objects.create(name=request.POST["name"])
    except IntegrityError:
        return JsonResponse({"error": "there is one"}, status=409)
    return JsonResponse({"all": list(Vote.objects.order_by("name").values_list("name", flat=True))}, status=201)


def top(request):
    time.sleep(0.1)
    votes = Vote.objects.order_by("-points")
    best = votes[0]
    figures = votes.aggregate(total=Sum("points"), mean=Avg("points"))
    return JsonResponse({"best": best.name, "of": len(votes), "tea": best in votes[:1], **figures})


urlpatterns = [path("votes/", vote), path("votes/new/", new), path("votes/top/", top)]
# output
import asyncio
import logging
from operator import contains

from asgiref.sync import sync_to_async
from django.db import IntegrityError, models, transaction
from django.db.models import Avg, F, Sum
from django.http import JsonResponse
from django.urls import path

REQUESTS = [
    ("POST", "/votes/", {"name": "tea", "points": "3"}), ("POST", "/votes/", {"name": "tea", "points": "5"}),
    ("POST", "/votes/", {"name": "", "points": "1"}), ("POST", "/votes/", {"name": "tea", "points": "x"}),
    ("POST", "/votes/new/", {"name": "milk"}), ("POST", "/votes/new/", {"name": "tea"}), "/votes/top/",
]
logger = logging.getLogger("case")


class Vote(models.Model):
    name = models.CharField(max_length=20, unique=True)
    points = models.IntegerField(default=0)
    count = models.IntegerField(default=0)


async def vote(request):
    name = request.POST.get("name")
    if not name:
        return JsonResponse({"error": "name is missing"}, status=400)
    try:
        points = int(request.POST.get("points", 1))
    except ValueError:
        return JsonResponse({"error": "points must be a number"}, status=400)
    await asyncio.sleep(0.35)

    def _get_or_create_vote_and_update_vote():
        with transaction.atomic():
            vote, created = Vote.objects.get_or_create(name=name)
            Vote.objects.filter(pk=vote.pk).update(points=F("points") + points, count=F("count") + 1)
        return created, vote

    created, vote = await sync_to_async(_get_or_create_vote_and_update_vote)()
    await vote.arefresh_from_db()
    if created:
        logger.info("first vote for %s", name)
    return JsonResponse({"name": vote.name, "points": vote.points, "votes": vote.count}, status=201 if created else 200)


async def new(request):
    await asyncio.sleep(0.1)
    try:
        await Vote.objects.acreate(name=request.POST["name"])
    except IntegrityError:
        return JsonResponse({"error": "there is one"}, status=409)
    return JsonResponse({"all": [item async for item in Vote.objects.order_by("name").values_list("name", flat=True)]}, status=201)


async def top(request):
    await asyncio.sleep(0.1)
    votes = Vote.objects.order_by("-points")
    best = await sync_to_async(votes.__getitem__)(0)
    figures = await votes.aaggregate(total=Sum("points"), mean=Avg("points"))
    return JsonResponse({"best": best.name, "of": await sync_to_async(len)(votes), "tea": await sync_to_async(contains)(votes[:1], best), **figures})


urlpatterns = [path("votes/", vote), path("votes/new/", new), path("votes/top/", top)]
