from django.db import models


class Report(models.Model):
    """A report as it came. One key of a unit is one report: the database says so, not the code."""

    unit = models.CharField(max_length=200)
    key = models.CharField(max_length=200)
    received_at = models.DateTimeField(auto_now_add=True)
    body = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "key"], name="one_report_per_key")]
