"""Leaks of the outermost kind, planted as middleware: each lets through that something happened anywhere."""

from collections.abc import Callable

from django.db.models import Max
from django.http import HttpRequest, HttpResponse

from visavis.journal.models import EntryRow, LedgerRow

Answer = Callable[[HttpRequest], HttpResponse]


class _Leak:
    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        self.let_through(response, EntryRow.objects.count())
        return response

    def let_through(self, response: HttpResponse, acts: int) -> None:
        raise NotImplementedError


class Count(_Leak):
    """A badge."""

    def let_through(self, response: HttpResponse, acts: int) -> None:
        if response.content:
            response.content += b"<!-- %d -->" % acts


class Size(_Leak):
    """The same page, some spaces longer."""

    def let_through(self, response: HttpResponse, acts: int) -> None:
        response.content += b" " * acts


class Etag(_Leak):
    def let_through(self, response: HttpResponse, acts: int) -> None:
        response["ETag"] = f'"{acts}"'


class LastModified(_Leak):
    def let_through(self, response: HttpResponse, acts: int) -> None:
        newest = LedgerRow.objects.aggregate(newest=Max("n"))["newest"]
        response["Last-Modified"] = str(newest)


class Cookie(_Leak):
    def let_through(self, response: HttpResponse, acts: int) -> None:
        response.set_cookie("seen", str(acts))


class Forbidden(_Leak):
    """403 for 404, once there is more than there was: for what is not there *yet*."""

    least = 0

    def let_through(self, response: HttpResponse, acts: int) -> None:
        if response.status_code == 404 and acts > Forbidden.least:
            response.status_code = 403


LEAKS = {
    "a count": Count,
    "a size": Size,
    "an ETag": Etag,
    "a time": LastModified,
    "a cookie": Cookie,
    "a 403 for a 404": Forbidden,
}
