from django.db import models


class Customer(models.Model):
    name = models.CharField(max_length=100)
    account = models.CharField(max_length=100, help_text="Its path in the billing service")

    def __str__(self):
        return self.name


class Report(models.Model):
    WAITING, RUNNING, DONE = "waiting", "running", "done"

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE)
    title = models.CharField(max_length=100)
    state = models.CharField(max_length=10, default=WAITING)
    total = models.IntegerField(default=0)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.title


class Entry(models.Model):
    """What happened to a report."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="entries")
    text = models.CharField(max_length=100)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.text
