"""A site of nothing but the receiver, to try it: python3 try_it.py migrate --run-syncdb && python3 try_it.py runserver"""
import os
import sys

import django
from django.conf import settings
from django.core.management import execute_from_command_line

settings.configure(
    SECRET_KEY=os.urandom(32).hex(),
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=["reports"],
    ALLOWED_HOSTS=["127.0.0.1"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.environ.get("BAOCAO_DB", "reports.sqlite3")}},
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    DATA_UPLOAD_MAX_MEMORY_SIZE=5_000_000,
    USE_TZ=True,
)
django.setup()

from django.urls import path  # noqa: E402
from reports import views  # noqa: E402

urlpatterns = [path("api/reports", views.receive)]

if __name__ == "__main__":
    execute_from_command_line(sys.argv)
