# oracle: view
"""Nothing says which Django this runs on: it may be 4.2."""
import time

from django.contrib import messages
from django.contrib.auth.models import User
from django.db import models
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import get_list_or_404, get_object_or_404
from django.urls import path, reverse

USER = "ann"
REQUESTS = ["/tasks/1/", ("POST", "/tasks/1/", {"note": "soon"}), "/tasks/", "/tasks/9/", "/mine/"]


class Task(models.Model):
    title = models.CharField(max_length=40)
    note = models.CharField(max_length=40, blank=True)
    owner = models.ForeignKey(User, on_delete=models.CASCADE)


def prepare():
    ann = User.objects.create_user("ann")
    Task.objects.create(title="wash", owner=ann)
    Task.objects.create(title="dry", owner=ann)


def task(request, pk):
    found = get_object_or_404(Task.objects.select_related("owner"), pk=pk)
    time.sleep(0.35)
    if request.method == "POST":
        found.note = request.POST["note"]
        found.save()
        messages.info(request, "Noted.")
        return HttpResponseRedirect(reverse("tasks"))
    return JsonResponse({"title": found.title, "owner": found.owner.username, "visits": visits(request)})


def visits(request):
    count = request.session.get("visits", 0) + 1
    request.session["visits"] = count
    return count


def tasks(request):
    time.sleep(0.1)
    found = get_list_or_404(Task, owner__username="ann")
    return JsonResponse({"tasks": [one.title for one in found], "first": str(found[0].pk)})


def mine(request):
    time.sleep(0.1)
    own = Task.objects.filter(owner=request.user)
    return JsonResponse({"count": own.count(), "any": own.exists(), "last": own.last().title})


urlpatterns = [
    path("tasks/", tasks, name="tasks"),
    path("tasks/<int:pk>/", task),
    path("mine/", mine),
]
# output
"""Nothing says which Django this runs on: it may be 4.2."""
import asyncio

from asgiref.sync import sync_to_async
from django.contrib import messages
from django.contrib.auth.models import User
from django.db import models
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import get_list_or_404, get_object_or_404
from django.urls import path, reverse

USER = "ann"
REQUESTS = ["/tasks/1/", ("POST", "/tasks/1/", {"note": "soon"}), "/tasks/", "/tasks/9/", "/mine/"]


class Task(models.Model):
    title = models.CharField(max_length=40)
    note = models.CharField(max_length=40, blank=True)
    owner = models.ForeignKey(User, on_delete=models.CASCADE)


def prepare():
    ann = User.objects.create_user("ann")
    Task.objects.create(title="wash", owner=ann)
    Task.objects.create(title="dry", owner=ann)


async def task(request, pk):
    found = await sync_to_async(get_object_or_404)(Task.objects.select_related("owner"), pk=pk)
    await asyncio.sleep(0.35)
    if request.method == "POST":
        found.note = request.POST["note"]
        await found.asave()
        messages.info(request, "Noted.")
        return HttpResponseRedirect(reverse("tasks"))
    return JsonResponse({"title": found.title, "owner": found.owner.username, "visits": await sync_to_async(visits)(request)})


def visits(request):
    count = request.session.get("visits", 0) + 1
    request.session["visits"] = count
    return count


async def tasks(request):
    await asyncio.sleep(0.1)
    found = await sync_to_async(get_list_or_404)(Task, owner__username="ann")
    return JsonResponse({"tasks": [one.title for one in found], "first": str(found[0].pk)})


async def mine(request):
    await asyncio.sleep(0.1)
    # Load the user: it cannot be loaded where it is used below.
    await sync_to_async(lambda: request.user.is_authenticated)()
    own = Task.objects.filter(owner=request.user)
    return JsonResponse({"count": await own.acount(), "any": await own.aexists(), "last": (await own.alast()).title})


urlpatterns = [
    path("tasks/", tasks, name="tasks"),
    path("tasks/<int:pk>/", task),
    path("mine/", mine),
]
