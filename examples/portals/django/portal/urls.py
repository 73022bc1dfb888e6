from django.contrib import admin
from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

from . import views

urlpatterns = [
    path("", views.report, name="report"),
    path("api/reports", views.receive, name="receive"),
    path("dang-nhap", LoginView.as_view(), name="login"),
    path("dang-xuat", LogoutView.as_view(), name="logout"),
    path("quan-tri/", admin.site.urls),
]
