"""The addresses of this door."""

from django.urls import path

from visavis.doors.research import (
    analysis,
    beside,
    claims,
    exports,
    factsheet,
    flow,
    interviews,
    overview,
    paper,
    power,
    questionnaires,
    under_way,
    waves,
)

app_name = "research"
urlpatterns = [
    path("", overview.overview, name="overview"),
    path("momentopname", overview.take_snapshot, name="take_snapshot"),
    path("metingen", waves.waves, name="waves"),
    path("vragenlijsten", questionnaires.questionnaires, name="questionnaires"),
    path("vragenlijsten/inlezen", questionnaires.take_in, name="take_in"),
    path("vragenlijsten/<str:name>", questionnaires.instrument, name="instrument"),
    path("vragenlijsten/<str:name>/als/<str:form>", questionnaires.download, name="download"),
    path("ronde/<str:group>/<int:wave>/papier", questionnaires.on_paper, name="on_paper"),
    path("ronde/<str:group>/<int:wave>/voorlezen", questionnaires.aloud, name="aloud"),
    path("stroom", flow.flow, name="flow"),
    path("analyse", analysis.analysis, name="analysis"),
    path("analyse/<str:score>", analysis.outcome, name="outcome"),
    path("uitspraken", claims.claims, name="claims"),
    path("uitspraken/<str:claim>", claims.claim, name="claim"),
    path("factsheet", factsheet.factsheet, name="factsheet"),
    path("factsheet/goedkeuren", factsheet.approve, name="approve"),
    path("factsheet/factsheet.<str:language>.pdf", factsheet.pdf, name="factsheet_pdf"),
    path("papier", paper.find, name="paper"),
    path("papier/<str:code>/<int:wave>", paper.form, name="paper_form"),
    path("naast-bemiddeling", beside.beside, name="beside"),
    path("naast-bemiddeling/<str:partner>/sluiten", beside.close, name="close_partner"),
    path("interviews", interviews.interviews, name="interviews"),
    path("hoeveel-mensen", power.power, name="power"),
    path("hoeveel-mensen/<str:name>", power.simulated, name="simulated"),
    path("bezig", under_way.under_way, name="under_way"),
    path("bezig/<str:name>", under_way.job, name="job"),
    path("bezig/<str:name>/opnieuw", under_way.again, name="again"),
    path("uitvoer", exports.exports, name="exports"),
    path("uitvoer/<str:name>", exports.export, name="export"),
    path("uitvoer/<str:name>/vrijgeven", exports.release, name="release"),
    path("uitvoer/<str:name>/alles.zip", exports.archive, name="archive"),
]
