# oracle: async-view
# django: 5.2
# flags: --unsafe-fixes
import time

from django.core.mail import EmailMessage, send_mail
from django.core.mail.backends.base import BaseEmailBackend
from django.http import JsonResponse
from django.urls import path

SETTINGS = {"EMAIL_BACKEND": "case.Server"}


class Server(BaseEmailBackend):
    def send_messages(self, messages):
        time.sleep(0.3)
        return len(messages)


def thank(address):
    return EmailMessage("Thank you", "It came in.", "from@example.com", [address]).send()


async def order(request):
    first = send_mail("An order", "Look.", "from@example.com", ["shop@example.com"])
    return JsonResponse({"sent": first + thank("ann@example.com")})


urlpatterns = [path("", order)]
# output
import time

from asgiref.sync import sync_to_async
from django.core.mail import EmailMessage, send_mail
from django.core.mail.backends.base import BaseEmailBackend
from django.http import JsonResponse
from django.urls import path

SETTINGS = {"EMAIL_BACKEND": "case.Server"}


class Server(BaseEmailBackend):
    def send_messages(self, messages):
        time.sleep(0.3)
        return len(messages)


def thank(address):
    return EmailMessage("Thank you", "It came in.", "from@example.com", [address]).send()


async def order(request):
    first = await sync_to_async(send_mail)("An order", "Look.", "from@example.com", ["shop@example.com"])
    return JsonResponse({"sent": first + await sync_to_async(thank)("ann@example.com")})


urlpatterns = [path("", order)]
