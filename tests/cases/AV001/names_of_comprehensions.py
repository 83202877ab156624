# oracle: view
# django: 5.2
import time

from django.db import models
from django.http import JsonResponse
from django.urls import path


class Step(models.Model):
    name = models.CharField(max_length=9)
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="children")


def prepare():
    first = Step.objects.create(name="a")
    Step.objects.create(name="b", parent=first)


FIRST, LAST = "a", "b"


def show(request):
    time.sleep(0.5)
    names = [step.upper() for step in (FIRST, LAST)]
    step = Step.objects.select_related("parent").get(name=LAST)
    sizes = {step: len(step) for step in names}
    return JsonResponse(
        {
            "sizes": sizes,
            "name": f"{FIRST}: {step.name} of {step.parent.name}",
            "children": step.children.count(),
            "nested": [[step.name for step in step.children.all()] for step in Step.objects.all()],
        }
    )


urlpatterns = [path("", show)]
# output
import asyncio

from asgiref.sync import sync_to_async
from django.db import models
from django.http import JsonResponse
from django.urls import path


class Step(models.Model):
    name = models.CharField(max_length=9)
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="children")


def prepare():
    first = Step.objects.create(name="a")
    Step.objects.create(name="b", parent=first)


FIRST, LAST = "a", "b"


async def show(request):
    await asyncio.sleep(0.5)
    names = [step.upper() for step in (FIRST, LAST)]
    step = await Step.objects.select_related("parent").aget(name=LAST)
    sizes = {step: len(step) for step in names}
    return JsonResponse(
        {
            "sizes": sizes,
            "name": f"{FIRST}: {step.name} of {step.parent.name}",
            "children": await step.children.acount(),
            "nested": [[step.name for step in await sync_to_async(list)(step.children.all())] async for step in Step.objects.all()],
        }
    )


urlpatterns = [path("", show)]
