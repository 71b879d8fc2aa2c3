"""Row 24: without its key, or with another's, a service does not open. No town stands here."""

from pathlib import Path

import pytest

from visavis.journal.keys import create_tenant, open_service
from visavis.journal.models import ServiceKey
from visavis.journal.root import KeyUnavailable, Root, create_root


def test_row_24_a_service_that_is_not_there_does_not_open(db: None, tmp_path: Path) -> None:
    root = create_root(tmp_path / "root.key", "een zin die klopt", log_n=4)
    with pytest.raises(KeyUnavailable):
        open_service(root)
    create_tenant(Root(bytes(32)), "7" * 32)
    with pytest.raises(KeyUnavailable):
        open_service(root)
    assert ServiceKey.objects.count() > 0
