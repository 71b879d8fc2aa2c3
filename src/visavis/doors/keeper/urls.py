"""The addresses of this door."""

from django.urls import path

from visavis.doors.keeper import (
    emergencies,
    erasures,
    figures,
    openings,
    overview,
    referrers,
    requests,
    settings,
    settings_letters,
    settings_regions,
    settings_ways,
)

app_name = "keeper"
urlpatterns = [
    path("", overview.overview, name="overview"),
    path("inzage/", openings.openings, name="openings"),
    path("inzage/lijst.csv", openings.openings_file, name="openings_file"),
    path("inzage/<int:n>/bekeken/", openings.looked, name="looked"),
    path("noodinzage/", emergencies.emergencies, name="emergencies"),
    path("noodinzage/<str:glass_id>/gezien/", emergencies.seen, name="seen"),
    path("noodinzage/<str:glass_id>/verteld/", emergencies.told, name="told"),
    path("noodinzage/<str:glass_id>/vertellen/<str:party>/", emergencies.tell, name="tell"),
    path("cijfers/", figures.figures, name="figures"),
    path("cijfers/<int:year>/<slug:code>.csv", figures.table, name="figures_table"),
    path("cijfers/<int:year>/<slug:language>.pdf", figures.report, name="figures_report"),
    path("verzoeken/", requests.all_requests, name="requests"),
    path("verzoeken/<str:request_id>/", requests.one_request, name="request"),
    path("verwijzers/", referrers.all_referrers, name="referrers"),
    path("verwijzers/<str:referrer>/einde/", referrers.end, name="end_referrer"),
    path("instellingen/", settings.all_settings, name="settings"),
    path("instellingen/vinden/", settings_ways.ways, name="settings_ways"),
    path("instellingen/vinden/nieuw/", settings_ways.new_way, name="settings_new_way"),
    path("instellingen/vinden/<slug:code>/", settings_ways.way, name="settings_way"),
    path("instellingen/regios/", settings_regions.regions, name="settings_regions"),
    path("instellingen/regios/nieuw/", settings_regions.new_region, name="settings_new_region"),
    path("instellingen/regios/<slug:code>/", settings_regions.region, name="settings_region"),
    path("instellingen/brieven/", settings_letters.letters, name="settings_letters"),
    path("instellingen/brieven/<slug:slug>/", settings_letters.letter, name="settings_letter"),
    path("instellingen/was/<slug:key>/", settings.history, name="settings_history"),
    path("instellingen/<slug:slug>/", settings.subject, name="settings_subject"),
    path("wissen/", erasures.erasures, name="erasures"),
    path("wissen/bewijs/<str:party>/", erasures.certificate, name="certificate"),
    path("wissen/wachten/<str:hold>/einde/", erasures.end_hold, name="end_hold"),
    path("wissen/<str:party>/wachten/", erasures.hold, name="hold"),
]
