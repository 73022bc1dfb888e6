import json

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.csrf import ensure_csrf_cookie
from reports.views import take

FILES = settings.HOME / "static/bao-cao"


def unit_of(user):
    """Whoever is in the group "dv-phong-kinh-te" reports for "phong-kinh-te"."""
    group = user.groups.filter(name__startswith="dv-").first()
    return group and group.name.removeprefix("dv-")


@login_required
@ensure_csrf_cookie  # without it Django sets the cookie only where a template asks for the token
def report(request):
    package = json.loads((FILES / "integrity.json").read_text())
    entry = f"bao-cao-{package['version']}.js"
    form = {
        "entry": f"bao-cao/{entry}",
        "integrity": package["files"][entry],
        "plan": f"bao-cao/plans/{settings.PLAN}.json",
        "unit": unit_of(request.user),
        "as_of": settings.AS_OF,
    }
    return render(request, "report.html", form)


def receive(request):
    """Django has checked the token by now, and a session that has ended is told by 401, not by the login page."""
    return take(request, unit_of(request.user) if request.user.is_authenticated else None)
