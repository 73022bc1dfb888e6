"""Receives reports. In urls.py: path("api/reports", views.receive); in settings.py: DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000."""
import json
import os
import re

from django.core.exceptions import RequestDataTooBig
from django.http import JsonResponse
from django.views.decorators.csrf import csrf_exempt

from .models import Report


def unit_of(request):
    """The unit that is logged in. Put your login here, such as request.user.profile.unit."""
    units = json.loads(os.environ.get("BAOCAO_UNITS", "{}"))  # {"secret token": "unit"}
    return units.get(request.headers.get("Authorization", "").removeprefix("Bearer "))


def refuse(status, title, **more):
    problem = {"type": "about:blank", "title": title, "status": status, **more}
    return JsonResponse(problem, status=status, content_type="application/problem+json")


@csrf_exempt  # for the token above; a view for a session goes without, and the element has `csrf-cookie="csrftoken"`
def receive(request):
    return take(request, unit_of(request))


def take(request, unit):
    if not unit:
        return refuse(401, "Chưa đăng nhập hoặc phiên đăng nhập đã hết")
    if request.method != "POST":
        return refuse(405, "Chỉ nhận POST")
    if request.content_type.lower() != "application/json":
        return refuse(415, "Chỉ nhận application/json")
    key = re.sub(r'^"(.*)"$', r"\1", request.headers.get("Idempotency-Key", "").strip())
    if not re.fullmatch(r"[!-~]{1,200}", key):
        return refuse(400, "Thiếu Idempotency-Key")
    try:
        body = request.body.decode()
        report = json.loads(body)
        own = report["unit"]["id"] == unit
    except RequestDataTooBig:
        return refuse(413, "Báo cáo lớn quá 5 MB")
    except (ValueError, RecursionError):
        return refuse(400, "Không phải JSON")
    except (TypeError, KeyError):
        own = False
    if not own:
        return refuse(403, "Không được báo cáo thay đơn vị khác")
    if report.get("format") != "baocao-report/1":
        errors = [{"pointer": "/format", "detail": 'Cần "baocao-report/1".'}]
        return refuse(422, "Không đọc được báo cáo", errors=errors)
    # Of two requests with one key the constraint lets one in; the other gets what is there.
    kept, _ = Report.objects.get_or_create(unit=unit, key=key, defaults={"body": body})
    if kept.body != body:
        return refuse(422, "Khóa gửi này đã dùng cho nội dung khác")
    return JsonResponse({"number": f"BC-{kept.pk:06}", "received_at": kept.received_at.isoformat()}, status=201)
