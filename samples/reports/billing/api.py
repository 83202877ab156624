"""The HTTP API of the billing service."""
import requests
from django.conf import settings


class BillingError(Exception):
    """The service cannot say what a customer owes."""


class Unpaid(BillingError):
    """The customer has not paid."""


class TooSlow(BillingError):
    """The service takes too long."""


class Down(BillingError):
    """The service cannot be reached."""


def get(account, **params):
    try:
        response = requests.get(f"{settings.BILLING_URL}/{account}", params=params, timeout=settings.BILLING_TIMEOUT)
    except requests.Timeout as error:
        raise TooSlow(account) from error
    except requests.ConnectionError as error:
        raise Down(account) from error
    if response.status_code == 402:
        raise Unpaid(account)
    if response.status_code != 200:
        raise BillingError(f"{account}: {response.status_code}")
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
