# oracle: view
# django: 5.2
import time

from django.core.mail import EmailMessage
from django.db import models
from django.http import JsonResponse
from django.urls import path
from django.views.decorators.http import require_POST

REQUESTS = [("POST", "/exports/1/mail/", {"to": "ann@example.com"}), ("POST", "/exports/1/mail/", {}), "/exports/1/mail/"]


class Export(models.Model):
    name = models.CharField(max_length=30)


def prepare():
    Export.objects.create(name="orders")


def build_csv(export):
    time.sleep(0.3)
    return f"name\n{export.name}\n"


@require_POST
def mail_export(request, pk):
    recipient = request.POST.get("to")
    if not recipient:
        return JsonResponse({"to": ["This field is required."]}, status=400)
    export = Export.objects.get(pk=pk)
    message = EmailMessage(
        subject=f"Export {export.name}",
        body="Please find it attached.",
        to=[recipient],
    )
    message.attach(f"{export.name}.csv", build_csv(export), "text/csv")
    sent = message.send(fail_silently=False)
    return JsonResponse({"sent": sent})


urlpatterns = [path("exports/<int:pk>/mail/", mail_export)]
# output
import asyncio

from asgiref.sync import sync_to_async
from django.core.mail import EmailMessage
from django.db import models
from django.http import JsonResponse
from django.urls import path
from django.views.decorators.http import require_POST

REQUESTS = [("POST", "/exports/1/mail/", {"to": "ann@example.com"}), ("POST", "/exports/1/mail/", {}), "/exports/1/mail/"]


class Export(models.Model):
    name = models.CharField(max_length=30)


def prepare():
    Export.objects.create(name="orders")


async def build_csv(export):
    await asyncio.sleep(0.3)
    return f"name\n{export.name}\n"


@require_POST
async def mail_export(request, pk):
    recipient = request.POST.get("to")
    if not recipient:
        return JsonResponse({"to": ["This field is required."]}, status=400)
    export = await Export.objects.aget(pk=pk)
    message = EmailMessage(
        subject=f"Export {export.name}",
        body="Please find it attached.",
        to=[recipient],
    )
    message.attach(f"{export.name}.csv", await build_csv(export), "text/csv")
    sent = await sync_to_async(message.send)(fail_silently=False)
    return JsonResponse({"sent": sent})


urlpatterns = [path("exports/<int:pk>/mail/", mail_export)]
