import time

from django.contrib import admin
from django.http import HttpResponse
from django.urls import path

from reports.models import Customer, Report

admin.site.register(Customer)


@admin.register(Report)
class ReportAdmin(admin.ModelAdmin):
    list_display = ["title", "state"]

    def get_urls(self):
        return [path("rebuild/", self.admin_site.admin_view(self.rebuild), name="rebuild"), *super().get_urls()]

    def rebuild(self, request):
        time.sleep(0.3)
        return HttpResponse(f"rebuilt {Report.objects.count()}")
