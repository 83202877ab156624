"""How things are."""
import asyncio
import time

from django.http import HttpResponse, JsonResponse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from billing import api, invoices
from reports.models import Customer, Report
from shared.views import JSONView


class Health(JSONView):
    """Whether the billing service can be reached."""

    @method_decorator(never_cache)
    def get(self, request):
        return self.reply(billing=api.is_up(), reports=Report.objects.count())


class Progress(JSONView):
    """How far a report is; a client may say so, and may ask again and again."""

    def get(self, request, pk):
        for _ in range(int(request.GET.get("times", 3))):
            report = Report.objects.filter(pk=pk).first()
            if report is None:
                return self.fail("no such report", status=404)
            if report.state == Report.DONE:
                break
            time.sleep(0.2)
        return self.reply(state=report.state)

    def post(self, request, pk):
        changed = Report.objects.filter(pk=pk).update(state=request.POST["state"])
        return self.reply(changed=changed)


class Wall(TemplateView):
    """A screen on the wall: what it shows is fetched where Django's own code asks for it."""

    template_name = "reports/wall.html"

    def get_context_data(self, **kwargs):
        totals = [(customer, invoices.total(customer)) for customer in Customer.objects.filter(account="json")]
        return super().get_context_data(totals=totals, **kwargs)


async def clock(request, seconds):
    """Asynchronous already, and sound."""
    await asyncio.sleep(float(seconds))
    return HttpResponse("tick")


async def stall(request, seconds):
    """Asynchronous already, and nobody else is served meanwhile."""
    time.sleep(float(seconds))
    return JsonResponse({"reports": await Report.objects.acount()})
