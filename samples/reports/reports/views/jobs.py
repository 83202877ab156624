"""Views that work on reports."""
import subprocess
import sys
import threading
import time

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_POST

from billing import api
from reports.models import Entry, Report
from reports.signals import report_finished

sealing = threading.Lock()


@require_GET
def wait(request, pk):
    """Wait until a report is done, as long as the client likes."""
    report = get_object_or_404(Report, pk=pk)
    end = time.monotonic() + float(request.GET.get("seconds", 1))
    while report.state != Report.DONE and time.monotonic() < end:
        time.sleep(0.2)
        report.refresh_from_db()
    return JsonResponse({"state": report.state})


@login_required
@require_POST
def generate(request, pk):
    """Have the report written by a program of its own."""
    report = get_object_or_404(Report, pk=pk)
    command = [sys.executable, "-m", "reports.generator", report.title, request.POST.get("seconds", "0.3")]
    written = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True)
    if written.returncode != 0:
        return HttpResponse(written.stderr, status=500, content_type="text/plain")
    return HttpResponse(written.stdout, content_type="text/plain")


@require_POST
def archive(request, pk):
    """Put a report away: both writes or none, and then the billing service is told."""
    with transaction.atomic():
        report = get_object_or_404(Report.objects.select_for_update(), pk=pk)
        report.state = Report.DONE
        report.save()
        Entry.objects.create(report=report, text="archived")
    return JsonResponse({"billing": api.notify("archived", report.title)})


@require_POST
def run(request, pk):
    """Run a report: whoever looks meanwhile sees that it runs."""
    report = get_object_or_404(Report.objects.select_related("customer"), pk=pk)
    Report.objects.filter(pk=pk).update(state=Report.RUNNING)
    found = api.get(report.customer.account)
    Report.objects.filter(pk=pk).update(state=Report.DONE, total=found.get("total", 0))
    return JsonResponse({"state": Report.DONE})


@require_POST
def finish(request, pk):
    """Tell everybody that a report is done."""
    report = get_object_or_404(Report, pk=pk)
    time.sleep(0.3)
    report_finished.send(sender=Report, report=report)
    return JsonResponse({"entries": [entry.text for entry in report.entries.all()]})


def seal(request, pk):
    """One at a time."""
    report = get_object_or_404(Report, pk=pk)
    with sealing:
        time.sleep(0.2)
        number = Entry.objects.filter(report=report, text__startswith="sealed").count() + 1
        Entry.objects.create(report=report, text=f"sealed {number}")
    return HttpResponse(f"sealed {number}")


def take(request):
    """Take the next job from the queue, and wait for one if there is none."""
    client = redis.Redis.from_url(settings.REDIS_URL)
    try:
        found = client.blpop(["jobs"], timeout=int(request.GET.get("seconds", 1)))
    finally:
        client.close()
    if found is None:
        return HttpResponse(status=204)
    return HttpResponse(found[1])


@require_POST
def put(request, name):
    """Put a job into the queue."""
    with redis.Redis.from_url(settings.REDIS_URL) as client:
        length = client.rpush("jobs", name)
    return JsonResponse({"jobs": length})
