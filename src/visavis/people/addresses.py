"""Where a request comes from, for throttling only.

``X-Forwarded-For`` can say anything. It is read only behind our own TLS proxy, and then only the
last entry, which that proxy wrote itself.
"""

from django.conf import settings
from django.http import HttpRequest


def address(request: HttpRequest) -> str:
    if settings.TLS.proxy:
        entries = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")
        if entries[-1].strip():
            return entries[-1].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
