"""Views that give all reports away."""
import csv
import threading
import time
import urllib.request

from django.conf import settings
from django.core.mail import send_mail
from django.http import HttpResponse, StreamingHttpResponse
from django.utils.module_loading import import_string

from reports.models import Report


class Echo:
    """A file that gives back what is written to it."""

    def write(self, value):
        return value


def all_lines():
    for report in Report.objects.select_related("customer"):
        time.sleep(0.1)
        yield f"{report.customer.name}: {report.title}\n"


def lines(request):
    """One line after the other, as they get ready."""
    return StreamingHttpResponse(all_lines(), content_type="text/plain")


def as_csv(request):
    """The same through a writer of the standard library, which asks for the lines itself."""
    writer = csv.writer(Echo())
    rows = ([line.strip()] for line in all_lines())
    return StreamingHttpResponse(map(writer.writerow, rows), content_type="text/csv")


def to_file(request, name):
    """Write a file, slowly."""
    settings.MEDIA_ROOT.mkdir(exist_ok=True)
    with open(settings.MEDIA_ROOT / name, "w") as file:
        for report in Report.objects.all():
            file.write(f"{report.title}\n")
    time.sleep(0.3)
    return HttpResponse((settings.MEDIA_ROOT / name).read_text(), content_type="text/plain")


def to_backend(request):
    """Which code that is nobody knows before it runs."""
    backend = import_string(settings.REPORT_BACKEND)()
    return HttpResponse(f"stored {backend.store([*Report.objects.values_list('title')])}")


def mirror(request):
    """Asks through the standard library, which cannot do so asynchronously."""
    with urllib.request.urlopen(f"{settings.BILLING_URL}/slow/0.3", timeout=5) as answer:
        return HttpResponse(answer.read(), content_type="application/json")


def by_mail(request):
    """Has a thread of its own send the mail, and waits for it."""
    sending = threading.Thread(
        target=send_mail, args=["Reports", "Here they are.", "reports@example.com", ["all@example.com"]]
    )
    sending.start()
    sending.join()
    return HttpResponse("sent")


def paced(request, seconds):
    time.sleep(seconds)
    return HttpResponse(f"{Report.objects.count()} reports")
