from django import forms

from reports.models import Report


class ReportForm(forms.ModelForm):
    class Meta:
        model = Report
        fields = ["customer", "title"]


class SendForm(forms.Form):
    to = forms.EmailField()
