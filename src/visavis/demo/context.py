"""What the ribbon of every page has in the demo."""

from django.http import HttpRequest


def links(request: HttpRequest) -> dict[str, str]:
    return {"demo_links": "demo/ribbon.html"}
