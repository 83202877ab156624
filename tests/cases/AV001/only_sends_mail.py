# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import time

from django.core.mail import send_mail
from django.core.mail.backends.base import BaseEmailBackend
from django.http import JsonResponse
from django.urls import path

SETTINGS = {"EMAIL_BACKEND": "case.Server"}


class Server(BaseEmailBackend):
    def send_messages(self, messages):
        time.sleep(0.3)
        return len(messages)


def invite(request):
    sent = send_mail("Welcome", "Come in.", "from@example.com", ["ann@example.com"])
    return JsonResponse({"sent": sent})


urlpatterns = [path("", invite)]
# would break
import time

from django.core.mail import send_mail
from django.core.mail.backends.base import BaseEmailBackend
from django.http import JsonResponse
from django.urls import path

SETTINGS = {"EMAIL_BACKEND": "case.Server"}


class Server(BaseEmailBackend):
    def send_messages(self, messages):
        time.sleep(0.3)
        return len(messages)


async def invite(request):
    sent = send_mail("Welcome", "Come in.", "from@example.com", ["ann@example.com"])
    return JsonResponse({"sent": sent})


urlpatterns = [path("", invite)]
