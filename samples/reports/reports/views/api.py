"""Views for programs."""
import json
import time

from django.db.models import Sum
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from rest_framework.response import Response
from rest_framework.views import APIView

from billing import invoices
from reports.models import Entry, Report
from shared.decorators import needs_token


class ReportAPI(APIView):
    """A view of REST framework, which awaits nothing."""

    def get(self, request, pk):
        report = get_object_or_404(Report, pk=pk)
        return Response({"title": report.title, "billing": invoices.open_invoices(report.customer)})


@needs_token
def totals(request):
    time.sleep(0.3)
    return JsonResponse(Report.objects.aggregate(total=Sum("total")))


@csrf_exempt
@require_POST
def hook(request):
    """Another service reports an event; it is asked not to do so too often."""
    event = json.loads(request.body)
    report = get_object_or_404(Report, pk=event["report"])
    time.sleep(0.3)
    Entry.objects.create(report=report, text=event["text"])
    return JsonResponse({"entries": report.entries.count()}, status=201)
