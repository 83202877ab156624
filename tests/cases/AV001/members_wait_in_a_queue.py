# oracle: view
# django: 5.2
import time

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.contrib.auth.models import Permission, User
from django.contrib.contenttypes.models import ContentType
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import path

USER = "ann"
REQUESTS = ["/queue/", "/shown/", "/admin-queue/", "/who/"]


def prepare():
    user = User.objects.create_user("ann", email="ann@example.com")
    kind = ContentType.objects.get_for_model(User)
    user.user_permissions.add(Permission.objects.create(codename="wait", name="may wait", content_type=kind))


def wait_for_turn(seconds=0.3):
    time.sleep(seconds)
    return seconds


@login_required
def queue(request):
    wait_for_turn()
    request.session["waited"] = request.session.get("waited", 0) + 1
    messages.success(request, "It is your turn.")
    return redirect("shown")


@login_required
@permission_required("auth.wait", raise_exception=True)
def admin_queue(request):
    wait_for_turn(seconds=0.1)
    return HttpResponse("in")


@login_required(login_url="/login/")
def shown(request):
    found = [str(message) for message in messages.get_messages(request)]
    return JsonResponse({"messages": found, "waited": request.session["waited"]})


def who(request):
    wait_for_turn(0.1)
    if not request.user.is_authenticated:
        return JsonResponse({"name": None})
    return JsonResponse({"name": request.user.username, "mail": request.user.email})


urlpatterns = [
    path("queue/", queue),
    path("admin-queue/", admin_queue),
    path("shown/", shown, name="shown"),
    path("who/", who),
]
# output
import asyncio

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.contrib.auth.models import Permission, User
from django.contrib.contenttypes.models import ContentType
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import path

USER = "ann"
REQUESTS = ["/queue/", "/shown/", "/admin-queue/", "/who/"]


def prepare():
    user = User.objects.create_user("ann", email="ann@example.com")
    kind = ContentType.objects.get_for_model(User)
    user.user_permissions.add(Permission.objects.create(codename="wait", name="may wait", content_type=kind))


async def wait_for_turn(seconds=0.3):
    await asyncio.sleep(seconds)
    return seconds


@login_required
async def queue(request):
    await wait_for_turn()
    # Load the session: it cannot be loaded where it is used below.
    await request.session.akeys()
    request.session["waited"] = await request.session.aget("waited", 0) + 1
    messages.success(request, "It is your turn.")
    return redirect("shown")


@login_required
@permission_required("auth.wait", raise_exception=True)
async def admin_queue(request):
    await wait_for_turn(seconds=0.1)
    return HttpResponse("in")


@login_required(login_url="/login/")
def shown(request):
    found = [str(message) for message in messages.get_messages(request)]
    return JsonResponse({"messages": found, "waited": request.session["waited"]})


async def who(request):
    await wait_for_turn(0.1)
    request.user = await request.auser()
    if not request.user.is_authenticated:
        return JsonResponse({"name": None})
    return JsonResponse({"name": request.user.username, "mail": request.user.email})


urlpatterns = [
    path("queue/", queue),
    path("admin-queue/", admin_queue),
    path("shown/", shown, name="shown"),
    path("who/", who),
]
