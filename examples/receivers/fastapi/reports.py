"""Receives reports: FastAPI with SQLite. BAOCAO_DB=reports.sqlite3 uvicorn reports:app"""
import json, os, re, sqlite3
from contextlib import closing
from datetime import datetime, timezone
from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse

MOST = 5_000_000  # bytes
app = FastAPI()


def refuse(status, title, **more):
    raise HTTPException(status, {"type": "about:blank", "title": title, "status": status, **more})


@app.exception_handler(HTTPException)
def refused(_, refusal):
    return JSONResponse(refusal.detail, refusal.status_code, media_type="application/problem+json")


def unit_of(request: Request) -> str:
    """The unit that is logged in. Put your portal's login here; with a session cookie, check a CSRF token too."""
    units = json.loads(os.environ.get("BAOCAO_UNITS", "{}"))  # {"secret token": "unit"}
    token = request.headers.get("authorization", "").removeprefix("Bearer ")
    return units.get(token) or refuse(401, "Chưa đăng nhập hoặc phiên đăng nhập đã hết")


async def body_of(request: Request, _=Depends(unit_of)) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk[: MOST + 1 - len(body)]
    return bytes(body) if len(body) <= MOST else refuse(413, "Báo cáo lớn quá 5 MB")


@app.post("/api/reports", status_code=201)
def receive(request: Request, unit: str = Depends(unit_of), body: bytes = Depends(body_of)):
    if not re.match(r"application/json\s*(;|$)", request.headers.get("content-type", ""), re.I):
        refuse(415, "Chỉ nhận application/json")
    key = re.sub(r'^"(.*)"$', r"\1", request.headers.get("idempotency-key", "").strip())
    re.fullmatch(r"[!-~]{1,200}", key) or refuse(400, "Thiếu Idempotency-Key")
    try:
        report = json.loads(text := body.decode())
        own = report["unit"]["id"] == unit
    except (ValueError, RecursionError):
        refuse(400, "Không phải JSON")
    except (TypeError, KeyError):
        own = False
    own or refuse(403, "Không được báo cáo thay đơn vị khác")
    wrong = [{"pointer": "/format", "detail": 'Cần "baocao-report/1".'}]
    report.get("format") == "baocao-report/1" or refuse(422, "Không đọc được báo cáo", errors=wrong)
    with closing(sqlite3.connect(os.environ.get("BAOCAO_DB", "reports.sqlite3"), timeout=10)) as db, db:
        db.execute("CREATE TABLE IF NOT EXISTS report (id INTEGER PRIMARY KEY, unit, key, received_at, body, UNIQUE (unit, key))")
        # The unique index lets only the first of two requests with one key in.
        db.execute("INSERT INTO report (unit, key, received_at, body) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                   (unit, key, datetime.now(timezone.utc).isoformat(timespec="seconds"), text))
        found = db.execute("SELECT id, received_at, body FROM report WHERE unit = ? AND key = ?", (unit, key))
        number, received_at, kept = found.fetchone()
    kept == text or refuse(422, "Khóa gửi này đã dùng cho nội dung khác")
    return {"number": f"BC-{number:06}", "received_at": received_at}
