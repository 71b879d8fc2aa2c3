"""Sessions in our own table, so that removing an account can end them all."""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from visavis.people.models import Sitting


class SessionStore(DatabaseStore):
    """Django's, with the account of each session in a column of its own."""

    @classmethod
    def get_model_class(cls) -> type[Sitting]:
        return Sitting

    def create_model_instance(self, data: dict[str, Any]) -> Sitting:
        sitting = super().create_model_instance(data)
        assert isinstance(sitting, Sitting)
        sitting.account = data.get("account", "")
        return sitting
