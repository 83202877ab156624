# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import time

from django.core.mail import send_mail
from django.db import models
from django.http import JsonResponse
from django.urls import path
from django.views.decorators.http import require_http_methods

REQUESTS = [("POST", "/invite/", {"mail": "ann@example.com"}), ("POST", "/invite/", {}), "/invite/"]


class Invitation(models.Model):
    mail = models.EmailField()


@require_http_methods(["POST"])
def invite(request):
    address = request.POST.get("mail", "")
    if "@" not in address:
        return JsonResponse({"mail": "not an address"}, status=400)
    send_mail("Welcome", "Come in.", "from@example.com", [address])
    # the provider allows three a second
    time.sleep(0.35)
    invitation = Invitation.objects.create(mail=address)
    return JsonResponse({"invitation": invitation.pk}, status=201)


urlpatterns = [path("invite/", invite)]
# would break
import asyncio

from asgiref.sync import sync_to_async
from django.core.mail import send_mail
from django.db import models
from django.http import JsonResponse
from django.urls import path
from django.views.decorators.http import require_http_methods

REQUESTS = [("POST", "/invite/", {"mail": "ann@example.com"}), ("POST", "/invite/", {}), "/invite/"]


class Invitation(models.Model):
    mail = models.EmailField()


@require_http_methods(["POST"])
async def invite(request):
    address = request.POST.get("mail", "")
    if "@" not in address:
        return JsonResponse({"mail": "not an address"}, status=400)
    await sync_to_async(send_mail)("Welcome", "Come in.", "from@example.com", [address])
    # the provider allows three a second
    await asyncio.sleep(0.35)
    invitation = await Invitation.objects.acreate(mail=address)
    return JsonResponse({"invitation": invitation.pk}, status=201)


urlpatterns = [path("invite/", invite)]
