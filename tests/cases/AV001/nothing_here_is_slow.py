# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import threading
import time

from django import template
from django.contrib.auth.models import User
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path

REQUESTS = ["/users/", "/page/", "/start/"]
TEMPLATES = {"page.html": "{{ users|length }} users"}
register = template.Library()


@receiver(post_save, sender=User)
def on_saved(sender, request=None, **kwargs):
    time.sleep(0.01)


@register.simple_tag(takes_context=True)
def slow_tag(context, request=None):
    time.sleep(0.2)
    return ""


def audit(get_response):
    def middleware(request):
        time.sleep(0.01)
        return get_response(request)

    return middleware


def in_background(request):
    time.sleep(0.2)


def users(request):
    return JsonResponse({"users": list(User.objects.order_by("username").values_list("username", flat=True))})


def page(request):
    return render(request, "page.html", {"users": User.objects.all()})


def start(request):
    threading.Thread(target=in_background, args=(None,), daemon=True).start()
    return HttpResponse("started")


urlpatterns = [path("users/", users), path("page/", page), path("start/", start)]
