"""The addresses of this door."""

from django.urls import path

from visavis.doors.research import claims, factsheet, flow, overview

app_name = "research"
urlpatterns = [
    path("", overview.overview, name="overview"),
    path("momentopname", overview.take_snapshot, name="take_snapshot"),
    path("stroom", flow.flow, name="flow"),
    path("uitspraken", claims.claims, name="claims"),
    path("uitspraken/<str:claim>", claims.claim, name="claim"),
    path("factsheet", factsheet.factsheet, name="factsheet"),
    path("factsheet/goedkeuren", factsheet.approve, name="approve"),
    path("factsheet/factsheet.<str:language>.pdf", factsheet.pdf, name="factsheet_pdf"),
]
