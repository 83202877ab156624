"""What customers owe."""
from billing import api


def open_invoices(customer):
    """What the billing service knows of a customer."""
    found = api.get(customer.account, state="open")
    return {"customer": customer.name, "billing": found}


def total(customer):
    return open_invoices(customer)["billing"].get("total", 0)
