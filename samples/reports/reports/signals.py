import time

from django.contrib.auth.signals import user_logged_in
from django.dispatch import Signal, receiver

from reports.models import Entry

report_finished = Signal()


@receiver(report_finished)
def note(sender, report, **kwargs):
    Entry.objects.create(report=report, text="finished")


@receiver(user_logged_in)
def slow_down(sender, request, user, **kwargs):
    # Not a view: it has a request, and nothing routes to it.
    time.sleep(0.01)
