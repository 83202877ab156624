"""The models of the functions in `functions.py`."""

from django.contrib.auth.models import User
from django.db import models


class Customer(models.Model):
    name = models.CharField(max_length=20)
    email = models.CharField(max_length=20, default="")
    account = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="customers")

    class Meta:
        app_label = "case"
        ordering = ("name",)

    def __str__(self):
        return self.name

    def biggest(self):
        return self.orders.order_by("-total").first()


class OrderQuerySet(models.QuerySet):
    def unpaid(self):
        return self.filter(paid=False)

    def sum(self):
        return sum(order.total for order in self)


class OrderManager(models.Manager):
    def create(self, **values):
        values.setdefault("total", 77)
        return super().create(**values)


class Tag(models.Model):
    text = models.CharField(max_length=20)

    class Meta:
        app_label = "case"
        ordering = ("text",)


class Order(models.Model):
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="orders")
    tags = models.ManyToManyField(Tag, related_name="orders")
    total = models.IntegerField(default=1)
    paid = models.BooleanField(default=False)
    note = models.TextField(default="")

    objects = OrderQuerySet.as_manager()
    defaulting = OrderManager()

    class Meta:
        app_label = "case"
        ordering = ("pk",)

    def __str__(self):
        return f"{self.customer}: {self.total}"

    @property
    def label(self):
        return f"{self.customer.name}/{self.total}"

    @property
    def double(self):
        return self.total * 2

    def pay(self, note=""):
        self.paid = True
        self.note = note
        self.save()

    def get_absolute_url(self):
        return f"/{self.customer.name}/{self.pk}/"


class Profile(models.Model):
    customer = models.OneToOneField(Customer, on_delete=models.CASCADE)
    city = models.CharField(max_length=20)

    class Meta:
        app_label = "case"
