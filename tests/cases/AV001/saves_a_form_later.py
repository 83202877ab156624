# flags: --unsafe-fixes
# oracle: view
# django: 5.2
import os

import httpx
from django import forms
from django.contrib.auth.decorators import login_required
from django.db import models
from django.shortcuts import redirect, render
from django.urls import path


class Address(models.Model):
    street = models.CharField(max_length=30)
    zone = models.CharField(max_length=10, blank=True)
    owner = models.ForeignKey("auth.User", null=True, on_delete=models.CASCADE)

    class Meta:
        app_label = "case"


class AddressForm(forms.ModelForm):
    class Meta:
        model = Address
        fields = ["street"]


@login_required
def create(request):
    if request.method == "POST":
        form = AddressForm(request.POST)
        if form.is_valid():
            address = form.save(commit=False)
            answer = httpx.get(os.environ["SERVICE"] + "/slow/0.5", params={"q": address.street}, timeout=5)
            address.zone = str(answer.status_code)
            address.owner = request.user
            address.save()
            return redirect("create")
    else:
        form = AddressForm()
    return render(request, "form.html", {"form": form})


USER = "ann"
TEMPLATES = {"form.html": "{{ form.as_p }}"}
urlpatterns = [path("", create, name="create")]
REQUESTS = [("POST", "/", {"street": "main"}), "/", ("POST", "/", {"street": ""})]
# output
import os

import httpx
from asgiref.sync import sync_to_async
from django import forms
from django.contrib.auth.decorators import login_required
from django.db import models
from django.shortcuts import redirect, render
from django.urls import path


# Takes too long to make for each request: all clients share it.
HTTPX_TLS = httpx.create_ssl_context()


class Address(models.Model):
    street = models.CharField(max_length=30)
    zone = models.CharField(max_length=10, blank=True)
    owner = models.ForeignKey("auth.User", null=True, on_delete=models.CASCADE)

    class Meta:
        app_label = "case"


class AddressForm(forms.ModelForm):
    class Meta:
        model = Address
        fields = ["street"]


@login_required
async def create(request):
    if request.method == "POST":
        form = AddressForm(request.POST)
        if await sync_to_async(form.is_valid)():
            address = await sync_to_async(form.save)(commit=False)
            async with httpx.AsyncClient(verify=HTTPX_TLS) as client:
                answer = await client.get(os.environ["SERVICE"] + "/slow/0.5", params={"q": address.street}, timeout=5)
            address.zone = str(answer.status_code)
            request.user = await request.auser()
            address.owner = request.user
            await address.asave()
            return redirect("create")
    else:
        form = AddressForm()
    return await sync_to_async(render)(request, "form.html", {"form": form})


USER = "ann"
TEMPLATES = {"form.html": "{{ form.as_p }}"}
urlpatterns = [path("", create, name="create")]
REQUESTS = [("POST", "/", {"street": "main"}), "/", ("POST", "/", {"street": ""})]
