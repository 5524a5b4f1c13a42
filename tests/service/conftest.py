"""The service over a fake matcher: a client, an archive of one document, settings with small limits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from matcher.types import Document
from service.app import create_app
from service.archive import Archive
from service.settings import Settings
from tests.service.fake_matcher import fake_archive

TAXES = Document(
    "taxes",
    "Venn rules out higher taxes",
    "“We will not raise taxes,” the finance minister, Ada Venn, said on Tuesday 🐟. “Not this year.”",
    url="https://ledger.example/taxes",
    publisher="The Ledger",
    published_at="2026-03-31",
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Limits small enough to be crossed by a test."""
    return Settings(
        data_dir=tmp_path,
        max_body_bytes=20_000,
        max_quote_characters=1_000,
        max_document_characters=5_000,
        max_batch_items=20,
        max_draft_characters=5_000,
        max_draft_quotations=30,
        max_stream_bytes=200_000,
        max_inflate_ratio=20,
        max_job_bytes=60_000,
        max_job_lines=100,
    )


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An archive that holds one document."""
    archive = fake_archive(tmp_path)
    archive.put(TAXES)
    yield archive
    archive.close()


@pytest.fixture
def client(settings: Settings, archive: Archive) -> Iterator[TestClient]:
    """A client of the whole application; a fault of the service is an answer, as it is for real clients."""
    app = create_app(settings, archive=archive)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client
