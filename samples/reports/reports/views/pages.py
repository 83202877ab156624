"""Pages for people."""
import time

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.mail import send_mail
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views import View
from django.views.decorators.cache import cache_control

from billing import invoices
from billing.api import BillingError, Down, TooSlow, Unpaid
from reports.forms import ReportForm, SendForm
from reports.models import Report
from shared.decorators import logged


def board(request):
    """All reports; there is nothing slow in it."""
    return render(request, "reports/board.html", {"reports": Report.objects.select_related("customer")})


@cache_control(max_age=60)
def detail(request, pk):
    """One report, with what the billing service says about its customer."""
    report = get_object_or_404(Report.objects.select_related("customer"), pk=pk)
    bill = invoices.open_invoices(report.customer)
    return render(request, "reports/detail.html", {"report": report, "bill": bill})


def summary(request, pk):
    """The same for programs, which want to know why there is no bill."""
    report = get_object_or_404(Report, pk=pk)
    try:
        bill = invoices.open_invoices(report.customer)
    except Unpaid:
        return JsonResponse({"error": "unpaid"}, status=402)
    except TooSlow:
        return JsonResponse({"error": "billing takes too long"}, status=504)
    except Down:
        return JsonResponse({"error": "billing is down"}, status=503)
    except BillingError as error:
        return JsonResponse({"error": str(error)}, status=502)
    return JsonResponse({"title": report.title, "entries": report.entries.count(), **bill})


def total(request, pk):
    report = get_object_or_404(Report, pk=pk)
    report.total = invoices.total(report.customer)
    report.save(update_fields=["total"])
    return HttpResponse(f"{report.title}: {report.total}")


@login_required
def send(request, pk):
    """Send a report by mail, not too many at a time."""
    report = get_object_or_404(Report, pk=pk)
    form = SendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        time.sleep(0.5)
        send_mail(report.title, f"The state is {report.state}.", "reports@example.com", [form.cleaned_data["to"]])
        messages.success(request, f"{report.title} is on its way to {form.cleaned_data['to']}.")
        return redirect("board")
    return render(request, "reports/send.html", {"form": form, "report": report})


class NewReport(LoginRequiredMixin, View):
    """Only for users, which the mixin sees to."""

    def get(self, request):
        return render(request, "reports/new.html", {"form": ReportForm()})

    def post(self, request):
        form = ReportForm(request.POST)
        if not form.is_valid():
            return render(request, "reports/new.html", {"form": form}, status=400)
        time.sleep(0.3)
        report = form.save()
        return redirect("detail", pk=report.pk)


@logged
def visits(request):
    """Counts a client's visits; the decorator takes the response in its hands."""
    request.session["visits"] = request.session.get("visits", 0) + 1
    time.sleep(0.3)
    return JsonResponse({"visits": request.session["visits"]})
