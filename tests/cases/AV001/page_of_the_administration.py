# oracle: view
# django: 5.2
# flags: --unsafe-fixes
# breaks: 1
import time

from django.contrib import admin
from django.contrib.auth.models import User
from django.db import models
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/admin/case/job/report/"]
USER = "ann"


class Job(models.Model):
    done = models.BooleanField(default=False)


class Jobs(admin.ModelAdmin):
    def get_urls(self):
        return [path("report/", self.admin_site.admin_view(self.report)), *super().get_urls()]

    def report(self, request):
        time.sleep(0.2)
        return HttpResponse("report")


def prepare():
    User.objects.create(username="ann", is_staff=True, is_superuser=True)


site = admin.AdminSite()
site.register(Job, Jobs)
urlpatterns = [path("admin/", site.urls)]
# would break
import asyncio

from django.contrib import admin
from django.contrib.auth.models import User
from django.db import models
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/admin/case/job/report/"]
USER = "ann"


class Job(models.Model):
    done = models.BooleanField(default=False)


class Jobs(admin.ModelAdmin):
    def get_urls(self):
        return [path("report/", self.admin_site.admin_view(self.report)), *super().get_urls()]

    async def report(self, request):
        await asyncio.sleep(0.2)
        return HttpResponse("report")


def prepare():
    User.objects.create(username="ann", is_staff=True, is_superuser=True)


site = admin.AdminSite()
site.register(Job, Jobs)
urlpatterns = [path("admin/", site.urls)]
