from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "visavis.config"
    label = "config"

    def ready(self) -> None:
        from django.conf import settings

        from visavis.config import checks  # noqa: F401 - registers the checks

        if settings.VISAVIS_MODE != "test" or settings.VISAVIS_VAR.exists():
            settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
