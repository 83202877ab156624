"""The HTTP API of the billing service."""
import requests
from django.conf import settings


class Unpaid(Exception):
    """The customer has not paid."""


def get(account, **params):
    response = requests.get(f"{settings.BILLING_URL}/{account}", params=params, timeout=settings.BILLING_TIMEOUT)
    if response.status_code == 402:
        raise Unpaid(account)
    response.raise_for_status()
    return response.json()


def notify(event, report):
    response = requests.post(
        f"{settings.BILLING_URL}/echo",
        json={"event": event, "report": report},
        timeout=settings.BILLING_TIMEOUT,
    )
    response.raise_for_status()
    return response.json()["body"]


def is_up():
    # Nobody has thought of a time-out here.
    return requests.get(f"{settings.BILLING_URL}/json").status_code == 200
