from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "visavis.config"
    label = "config"

    def ready(self) -> None:
        from django.conf import settings

        from visavis.config import checks, languages  # noqa: F401 - registers the checks
        from visavis.mediation.words import teach

        for code, _name in settings.LANGUAGES:
            if code in languages.OTHERS:
                teach(code, languages.speaker(code))

        if settings.VISAVIS_MODE != "test" or settings.VISAVIS_VAR.exists():
            settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
