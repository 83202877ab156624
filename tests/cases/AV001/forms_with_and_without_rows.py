# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import time

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.db import models
from django.shortcuts import redirect, render
from django.urls import path

TEMPLATES = {"form.html": "{{ form.errors.as_json }}{{ form.initial }}{% for m in messages %}{{ m }}{% endfor %}"}
REQUESTS = ["/", ("POST", "/", {"topic": "tea", "owner": "1"}), ("POST", "/", {"topic": "x", "owner": "9"}), "/plain/", ("POST", "/plain/", {"number": "4"}), ("POST", "/plain/", {"number": "y"})]


class Talk(models.Model):
    topic = models.CharField(max_length=20)
    owner = models.ForeignKey(User, on_delete=models.CASCADE)


def prepare():
    User.objects.create_user("ann")


class TalkForm(forms.ModelForm):
    class Meta:
        model = Talk
        fields = ["topic", "owner"]

    def clean_topic(self):
        topic = self.cleaned_data["topic"]
        if len(topic) < 2:
            raise forms.ValidationError("too short")
        return topic.title()


class PlainForm(forms.Form):
    number = forms.IntegerField(min_value=1)


def talk(request):
    form = TalkForm(request.POST or None, initial={"topic": "?"})
    if request.method == "POST" and form.is_valid():
        time.sleep(0.3)
        saved = form.save()
        messages.success(request, f"{saved.topic} by {saved.owner.username}")
        return redirect("talk")
    time.sleep(0.3)
    return render(request, "form.html", {"form": form})


def plain(request):
    form = PlainForm(request.POST or None)
    time.sleep(0.1)
    if form.is_valid():
        messages.info(request, "%d it is" % form.cleaned_data["number"])
        return redirect("plain")
    return render(request, "form.html", {"form": form}, status=400 if form.errors else 200)


urlpatterns = [path("", talk, name="talk"), path("plain/", plain, name="plain")]
# output
import asyncio

from asgiref.sync import sync_to_async
from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.db import models
from django.shortcuts import redirect, render
from django.urls import path

TEMPLATES = {"form.html": "{{ form.errors.as_json }}{{ form.initial }}{% for m in messages %}{{ m }}{% endfor %}"}
REQUESTS = ["/", ("POST", "/", {"topic": "tea", "owner": "1"}), ("POST", "/", {"topic": "x", "owner": "9"}), "/plain/", ("POST", "/plain/", {"number": "4"}), ("POST", "/plain/", {"number": "y"})]


class Talk(models.Model):
    topic = models.CharField(max_length=20)
    owner = models.ForeignKey(User, on_delete=models.CASCADE)


def prepare():
    User.objects.create_user("ann")


class TalkForm(forms.ModelForm):
    class Meta:
        model = Talk
        fields = ["topic", "owner"]

    def clean_topic(self):
        topic = self.cleaned_data["topic"]
        if len(topic) < 2:
            raise forms.ValidationError("too short")
        return topic.title()


class PlainForm(forms.Form):
    number = forms.IntegerField(min_value=1)


async def talk(request):
    form = TalkForm(request.POST or None, initial={"topic": "?"})
    if request.method == "POST" and await sync_to_async(form.is_valid)():
        await asyncio.sleep(0.3)
        saved = await sync_to_async(form.save)()
        messages.success(request, f"{saved.topic} by {(await sync_to_async(getattr)(saved, 'owner')).username}")
        return redirect("talk")
    await asyncio.sleep(0.3)
    return await sync_to_async(render)(request, "form.html", {"form": form})


async def plain(request):
    form = PlainForm(request.POST or None)
    await asyncio.sleep(0.1)
    if await sync_to_async(form.is_valid)():
        messages.info(request, "%d it is" % form.cleaned_data["number"])
        return redirect("plain")
    return await sync_to_async(lambda: render(request, "form.html", {"form": form}, status=400 if form.errors else 200))()


urlpatterns = [path("", talk, name="talk"), path("plain/", plain, name="plain")]
