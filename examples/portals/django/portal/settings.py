"""A small portal: accounts, a page with the form, and behind it the receiver of examples/receivers/django/reports, copied beside."""
import os
from pathlib import Path

HOME = Path(__file__).parent.parent
SECRET_KEY = os.environ["SECRET_KEY"]
DEBUG = "DEBUG" in os.environ
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "portal.urls"
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "reports",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.policy.middleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HOME / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": HOME / "portal.sqlite3"}}
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
# The largest report; Django's own limit is half of it.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
PLAN = "xa-nam-cuong-2026"
AS_OF = os.environ.get("AS_OF")  # for trials: the form as on this day
LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "report"
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "collected"
# static/bao-cao has the files of the package, and plans/.
STATICFILES_DIRS = [HOME / "static"]
