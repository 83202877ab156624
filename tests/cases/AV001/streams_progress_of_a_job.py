# oracle: view
# django: 5.2
import json
import logging
import time
from collections.abc import Iterator

from django.db import models
from django.http import HttpRequest, StreamingHttpResponse
from django.urls import path

REQUESTS = ["/jobs/1/events/", "/jobs/7/events/"]

logger = logging.getLogger("case")
HEARTBEAT = ": still there\n\n"


class Job(models.Model):
    title = models.CharField(max_length=40)
    owner = models.ForeignKey("auth.User", null=True, on_delete=models.SET_NULL)


class Step(models.Model):
    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="steps")
    label = models.CharField(max_length=40)


def prepare():
    job = Job.objects.create(title="import")
    for label in ("read", "check", "write"):
        Step.objects.create(job=job, label=label)


def format_sse(event: str, data: dict) -> str:
    return f"event: {event}\ndata: {json.dumps(data)}\n\n"


def job_events(pk: int, turns: int = 3) -> Iterator[str]:
    """Yield what is new of a job, until it is over."""
    last_id = 0
    try:
        job = Job.objects.get(pk=pk)
    except Job.DoesNotExist:
        yield format_sse("error", {"message": "no such job"})
        return
    yield format_sse("start", {"title": job.title})
    for _ in range(turns):
        fresh = job.steps.filter(pk__gt=last_id).order_by("pk")[:2]
        for step in fresh:
            last_id = step.pk
            yield format_sse("step", {"label": step.label})
        if not fresh:
            yield HEARTBEAT
        time.sleep(0.2)
    logger.info("job %s: stream ends", pk)
    yield format_sse("end", {})


def events(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    response = StreamingHttpResponse(job_events(pk), content_type="text/event-stream")
    response.headers["Cache-Control"] = "no-cache"
    response["X-Accel-Buffering"] = "no"
    return response


urlpatterns = [path("jobs/<int:pk>/events/", events)]
# output
import asyncio
import json
import logging
from collections.abc import AsyncIterator

from asgiref.sync import sync_to_async
from django.db import models
from django.http import HttpRequest, StreamingHttpResponse
from django.urls import path

REQUESTS = ["/jobs/1/events/", "/jobs/7/events/"]

logger = logging.getLogger("case")
HEARTBEAT = ": still there\n\n"


class Job(models.Model):
    title = models.CharField(max_length=40)
    owner = models.ForeignKey("auth.User", null=True, on_delete=models.SET_NULL)


class Step(models.Model):
    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="steps")
    label = models.CharField(max_length=40)


def prepare():
    job = Job.objects.create(title="import")
    for label in ("read", "check", "write"):
        Step.objects.create(job=job, label=label)


def format_sse(event: str, data: dict) -> str:
    return f"event: {event}\ndata: {json.dumps(data)}\n\n"


async def job_events(pk: int, turns: int = 3) -> AsyncIterator[str]:
    """Yield what is new of a job, until it is over."""
    last_id = 0
    try:
        job = await Job.objects.aget(pk=pk)
    except Job.DoesNotExist:
        yield format_sse("error", {"message": "no such job"})
        return
    yield format_sse("start", {"title": job.title})
    for _ in range(turns):
        fresh = job.steps.filter(pk__gt=last_id).order_by("pk")[:2]
        async for step in fresh:
            last_id = step.pk
            yield format_sse("step", {"label": step.label})
        if not await sync_to_async(bool)(fresh):
            yield HEARTBEAT
        await asyncio.sleep(0.2)
    logger.info("job %s: stream ends", pk)
    yield format_sse("end", {})


async def events(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    response = StreamingHttpResponse(job_events(pk), content_type="text/event-stream")
    response.headers["Cache-Control"] = "no-cache"
    response["X-Accel-Buffering"] = "no"
    return response


urlpatterns = [path("jobs/<int:pk>/events/", events)]
