"""The shared log: a server that goes and comes back, foreign databases. What every log does is in `test_log`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest

from benchmarks.postgres_server import PostgresServer, find_free_port
from service.store import LogError, LogUnavailableError, LogVersionError, postgres
from service.store.postgres import SCHEMA_VERSION, PostgresLog
from service.store.writes import rows_of
from tests.service.logs import document


@pytest.fixture
def url(postgres_server: PostgresServer) -> str:
    return postgres_server.create_database()


@pytest.fixture
def log(url: str) -> Iterator[PostgresLog]:
    log = PostgresLog(url)
    yield log
    log.close()


def run(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement.encode())


def end_connections(url: str) -> None:
    """End every connection to the database, as a server that restarts does."""
    run(url, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
             "AND pid <> pg_backend_pid()")  # fmt: skip


def test_lost_connections_come_back_by_themselves(url: str, log: PostgresLog) -> None:
    log.append([document("a")])
    end_connections(url)
    assert log.find("a") == document("a")
    end_connections(url)
    assert log.append([document("b")]) == [("created", 2)]
    end_connections(url)
    assert [entry.id for entry in log.iter_after(0)] == ["a", "b"]


def test_connection_lost_within_a_write_leaves_nothing(
    url: str, log: PostgresLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    log.append([document("a")])
    monkeypatch.setattr(postgres, "_advance", lambda *_: end_connections(url))
    with pytest.raises(LogUnavailableError, match="try again"):
        log.append([document("b")])
    monkeypatch.undo()
    assert log.find("b") is None
    assert log.append([document("b")]) == [("created", 2)]


def test_server_that_is_gone_is_told_and_used_again_when_it_is_back(
    postgres_server: PostgresServer, log: PostgresLog
) -> None:
    log.append([document("a")])
    postgres_server.stop()
    try:
        for attempt in (lambda: log.append([document("b")]), lambda: log.find("a"), lambda: log.last_sequence):
            with pytest.raises(LogUnavailableError, match="check that the server runs"):
                attempt()
    finally:
        postgres_server.start()
    while True:
        try:
            stored = log.append([document("b")])
            break
        except LogUnavailableError:
            continue
    assert stored == [("created", 2)]
    assert log.find("a") == document("a")


def test_server_that_was_never_there_is_told_without_the_password() -> None:
    with pytest.raises(LogUnavailableError) as caught:
        PostgresLog(f"postgresql://ada:secret@127.0.0.1:{find_free_port()}/archive")
    assert "127.0.0.1" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_url_that_cannot_be_read_is_told_without_repeating_it() -> None:
    with pytest.raises(LogError, match="postgresql://user@host:port/database") as caught:
        PostgresLog("postgresql://ada:secret@[::1/archive")
    assert "secret" not in str(caught.value)


def test_newer_schema_is_refused_with_the_remedy(url: str, log: PostgresLog) -> None:
    log.close()
    run(url, f"UPDATE onrecord_state SET schema_version = {SCHEMA_VERSION + 1}")
    with pytest.raises(LogVersionError, match="upgrade onrecord"):
        PostgresLog(url)


# Schema 1 as version 0.1 wrote it, with a deletion.
SCHEMA_1 = """
CREATE TABLE onrecord_log (
    sequence bigint PRIMARY KEY, id text COLLATE "C" NOT NULL UNIQUE, deleted boolean NOT NULL, digest bytea, body bytea
);
CREATE TABLE onrecord_state (
    is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
    schema_version integer NOT NULL, last_sequence bigint NOT NULL
);
INSERT INTO onrecord_log VALUES (4, 'gone', true);
INSERT INTO onrecord_state (schema_version, last_sequence) VALUES (1, 4)
"""


@pytest.fixture
def old_url(url: str) -> str:
    """The log of an earlier version, with a document too."""
    run(url, SCHEMA_1)
    row = rows_of([document("kept")])[0]
    with psycopg.connect(url) as connection:
        connection.execute("INSERT INTO onrecord_log VALUES (3, 'kept', false, %s, %s)", (row.digest, row.body))
    return url


def test_log_of_the_previous_schema_is_upgraded_with_all_it_has(old_url: str) -> None:
    for _ in range(2):
        with closing(PostgresLog(old_url)) as log:
            assert [(entry.sequence, entry.document) for entry in log.iter_after(0)] == [
                (3, document("kept")),
                (4, None),
            ]
            assert log.append([document("kept")]) == [("unchanged", 3)]
            assert log.last_sequence == 4
            assert log.identity is not None
    with psycopg.connect(old_url) as connection:
        assert connection.execute("SELECT schema_version FROM onrecord_state").fetchone() == (SCHEMA_VERSION,)


def test_reader_leaves_the_previous_schema_as_it_is(old_url: str) -> None:
    with closing(PostgresLog(old_url, read_only=True)) as log:
        assert (log.find("kept"), log.identity) == (document("kept"), None)
    with psycopg.connect(old_url) as connection:
        assert connection.execute("SELECT schema_version FROM onrecord_state").fetchone() == (1,)


def test_database_that_cannot_hold_every_id_is_refused(postgres_server: PostgresServer) -> None:
    url = postgres_server.create_database("ENCODING 'LATIN1' LOCALE 'C'")
    with pytest.raises(LogError, match="ENCODING 'UTF8'"):
        PostgresLog(url)


def test_empty_database_is_not_changed_for_reading(url: str) -> None:
    with pytest.raises(LogError, match="import some"):
        PostgresLog(url, read_only=True)
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT to_regclass('onrecord_state')").fetchone() == (None,)


def test_user_with_the_right_to_read_can_read(url: str, log: PostgresLog) -> None:
    log.append([document("a")])
    run(url, "CREATE ROLE reader LOGIN")
    run(url, "GRANT SELECT ON onrecord_log, onrecord_state TO reader")
    reader = PostgresLog(url.replace("onrecord@", "reader@"), read_only=True)
    assert reader.find("a") == document("a")
    with pytest.raises(LogError, match="rights"):
        reader.append([document("b")])
    reader.close()
    run(url, "DROP OWNED BY reader; DROP ROLE reader")


def test_writes_are_durable_even_where_the_server_is_set_to_be_careless(url: str, log: PostgresLog) -> None:
    run(url, f"ALTER DATABASE {url.rpartition('/')[2]} SET synchronous_commit = off")
    end_connections(url)
    log.append([document("a")])
    with log._writer.transaction() as connection:
        assert connection.execute("SHOW synchronous_commit").fetchone() == ("off",)
        postgres._lock(connection)
        assert connection.execute("SHOW synchronous_commit").fetchone() == ("on",)
