"""The command line: `onrecord serve | import | verify | check | quotations | batch | documents | snapshot | restore |
reindex | check-index | info`.

Commands other than `serve` open the data directory themselves; no server has to run. Imports of heavy parts
stand in the functions that need them, so that `onrecord --help` answers at once.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.console.parameters import AsJson, DatabaseUrl, DataDir, DraftFile, IsHtml, Language, Quote, show_version
from service.console.terminal import show_any_character
from service.garbage import load_undisturbed

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Sequence

    from service.archive import Archive
    from service.settings import Settings

# Faults of an index told one by one; more of them only repeat that it has to be built anew.
MAX_FAULTS = 20

app = typer.Typer(
    name="onrecord",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

# Exit code of `check`, beside 1 for an error and 2 for wrong usage.
PROBLEMS_FOUND = 3


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=show_version, help="Show the version and exit.")
    ] = False,
) -> None:
    """Find quotations in an archive, and the words that were changed."""


def main() -> None:
    """Run the command line; errors that a person can mend are one line, without a traceback."""
    load_undisturbed()
    show_any_character(sys.stdout)
    try:
        app()
    except Exception as error:
        from service.console.errors import explain

        _fail(explain(error))


def _fail(message: str) -> None:
    typer.secho(f"onrecord: {message}", fg=typer.colors.RED, err=True)
    sys.exit(1)


def _settings(data_dir: Path | None, database_url: str | None, **flags: Any) -> Settings:
    """Give the settings: flags win over the environment."""
    from service.settings import Settings, find_misspelt

    for name, meant in find_misspelt(os.environ).items():
        typer.secho(
            f"onrecord: {name} is no setting and is ignored; is {meant} meant?", fg=typer.colors.YELLOW, err=True
        )

    given = {"data_dir": data_dir, "database_url": database_url, **flags}
    return Settings(**{name: value for name, value in given.items() if value is not None})


def _open_archive(settings: Settings, *, read_only: bool = False, must_build: bool = False) -> Archive:
    from service.archive import open_archive

    return open_archive(
        settings.data_dir,
        database_url=settings.database_url,
        read_only=read_only,
        must_build=must_build,
        speakers=settings.speakers,
    )


@contextmanager
def _reading(settings: Settings) -> Iterator[Archive]:
    """Open the archive for questions, beside a running server or without one.

    It is opened for reading. Only an index far behind its log, or lost, is built first, if no server does so.
    """
    archive = _open_archive(settings, read_only=True)
    if archive.is_far_behind:
        archive.close()
        archive = _open_archive(settings)
    try:
        archive.catch_up()
        yield archive
    finally:
        archive.close()


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen at; 0.0.0.0 for all of the machine.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65_535, help="0 takes a free one.")] = 8080,
    workers: Annotated[int, typer.Option(min=1, help="Processes that answer requests.")] = 1,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
    timeout_graceful_shutdown: Annotated[
        int | None,
        typer.Option(min=0, help="Seconds that running requests get at shutdown [ONRECORD_GRACEFUL_SECONDS]."),
    ] = None,
) -> None:
    """Serve the HTTP interface."""
    from service.data_directory import make_directory
    from service.ownership import require_log
    from service.server import run_server
    from service.server_address import require_free

    settings = _settings(data_dir, database_url, graceful_seconds=timeout_graceful_shutdown)
    # Told here in one line each; the server's start would tell it by a traceback, or among the lines of its log.
    make_directory(settings.data_dir)
    require_free(host, port)
    require_log(settings.data_dir, database_url=settings.database_url)
    run_server(settings, host=host, port=port, workers=workers)


@app.command(name="import")
def import_documents(
    paths: Annotated[list[Path], typer.Argument(help="Files or directories; - reads JSONL from standard input.")],
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Import files or directories: text, JSONL, also .gz and .xz. Exit code 1 if any document failed."""
    from matcher.processes import num_builders, started_ahead
    from service.ingest.files import estimate_bytes, find_files
    from service.ingest.imports import LARGE_BYTES

    settings = _settings(data_dir, database_url)
    files = list(find_files(paths))
    # A second of loading code that others load meanwhile.
    with started_ahead(num_builders() if estimate_bytes(files) >= LARGE_BYTES else 0):
        archive = _open_archive(settings, must_build=True)
        try:
            counts = _import_reported(archive, files, settings)
        finally:
            archive.close()
    raise typer.Exit(1 if counts["failed"] else 0)


def _import_reported(archive: Archive, files: Sequence[Path], settings: Settings) -> Counter[str]:
    """Import files under a progress bar."""
    from service.console.importing import ImportReport
    from service.ingest.imports import import_files

    with ImportReport(sum(path.stat().st_size for path in files if path.is_file())) as report:
        return import_files(
            archive,
            files,
            max_characters=settings.max_document_characters,
            on_rejected=report.reject,
            on_counts=report.update,
            on_bytes=report.advance,
        )


@app.command()
def verify(
    quote: Quote,
    speaker: Annotated[str | None, typer.Option(help="Who is claimed to have said it.")] = None,
    document: Annotated[
        list[str] | None, typer.Option(help="Search only the document of this id; may be repeated.")
    ] = None,
    max_matches: Annotated[int, typer.Option(min=1, max=100, help="Passages to show, best first.")] = 5,
    as_json: AsJson = False,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Verify one quote and show it beside the passage. Exit code 0 whatever the verdict."""
    import orjson

    from service.answering import render
    from service.bodies import parse_verify_item
    from service.console.answers import print_answer

    settings = _settings(data_dir, database_url)
    item = {"quote": quote, "speaker": speaker, "document_ids": document or None, "max_matches": max_matches}
    request = parse_verify_item(item, settings.max_quote_characters)
    with _reading(settings) as archive:
        answer = archive.verify(request.to_query())
    if as_json:
        typer.echo(orjson.dumps(render(answer, quote, unit="codepoint"), option=orjson.OPT_INDENT_2))
    else:
        print_answer(answer, quote)


@app.command()
def check(
    file: DraftFile,
    language: Language = None,
    speaker: Annotated[str | None, typer.Option(help="Who said what the draft gives nobody's name for.")] = None,
    html: IsHtml = None,
    as_json: AsJson = False,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Check every quotation of a draft. Exit code 3 if one is a problem, else 1 if one could not be checked, else 0."""
    import orjson

    from service.console.drafts import print_check
    from service.drafts import checking
    from service.drafts.files import read_draft_file

    settings = _settings(data_dir, database_url)
    request = read_draft_file(file, html=html, language=language, speaker=speaker)
    with _reading(settings) as archive:
        if as_json:
            answer = checking.check_draft(archive, request, settings)
            summary = answer["summary"]
            typer.echo(orjson.dumps(answer, option=orjson.OPT_INDENT_2))
        else:
            draft = checking.read_draft(request, settings)
            checked = checking.check(archive, draft, request, settings)
            summary = checking.summarize(checked)
            print_check(draft, checked, summary)
    raise typer.Exit(PROBLEMS_FOUND if summary["problem"] else 1 if summary["failed"] else 0)


@app.command()
def quotations(file: DraftFile, language: Language = None, html: IsHtml = None, as_json: AsJson = False) -> None:
    """List the quotations of a text and who says each, without an archive."""
    import orjson

    from service.console.drafts import print_quotations
    from service.drafts import checking
    from service.drafts.files import read_draft_file
    from service.drafts.render import render_quotations

    request = read_draft_file(file, html=html, language=language)
    draft = checking.read_draft(request, _settings(None, None))
    found = checking.find_quotations(draft, request)
    if as_json:
        typer.echo(orjson.dumps(render_quotations(draft, found), option=orjson.OPT_INDENT_2))
    else:
        print_quotations(draft, found)


@app.command()
def batch(
    file: Annotated[
        Path, typer.Argument(help="CSV with a column quote, or JSONL of verify requests; - reads standard input.")
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File for the answers; standard output if missing.")
    ] = None,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Verify all quotes of a file, in its own format. Exit code 1 if a quote could not be verified."""
    from service.console.batches import verify_file

    settings = _settings(data_dir, database_url)
    with _reading(settings) as archive:
        num_failed = verify_file(archive, file, output, settings.max_quote_characters)
    raise typer.Exit(1 if num_failed else 0)


@app.command()
def documents(data_dir: DataDir = None, database_url: DatabaseUrl = None, as_json: AsJson = False) -> None:
    """List the documents in order of id."""
    import orjson

    from matcher.rendering.answers import render_reference
    from service.console.terminal import in_one_line
    from service.ingest.listing import iter_documents_after
    from service.store.opening import open_log

    settings = _settings(data_dir, database_url)
    log = open_log(settings.data_dir, database_url=settings.database_url, read_only=True)
    for document in iter_documents_after(log.page):
        if as_json:
            typer.echo(orjson.dumps(render_reference(document)))
        else:
            typer.echo("\t".join((document.id, document.published_at or "", in_one_line(document.title))))
    log.close()


@app.command()
def snapshot(
    directory: Annotated[Path, typer.Argument(help="A new directory for the backup.")],
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Copy documents and index into a directory, whole or not at all, while a server may run."""
    from contextlib import closing

    from service.snapshots.taking import take_snapshot
    from service.store.opening import open_log

    settings = _settings(data_dir, database_url)
    with closing(open_log(settings.data_dir, database_url=settings.database_url, read_only=True)) as log:
        taken = take_snapshot(log, settings.data_dir, directory)
    typer.echo(f"{taken.num_documents:,} documents, {taken.num_bytes:,} bytes in {directory}")


@app.command()
def restore(
    directory: Annotated[Path, typer.Argument(help="A snapshot.")],
    replace: Annotated[bool, typer.Option("--replace", help="Forget the documents that are there.")] = False,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Restore a snapshot into an archive without documents. No server may run on the data directory."""
    from service.snapshots.restoring import restore_snapshot

    settings = _settings(data_dir, database_url)
    restored = restore_snapshot(directory, settings.data_dir, database_url=settings.database_url, may_replace=replace)
    typer.echo(f"{restored.num_documents:,} documents restored as of {restored.created_at}")


@app.command()
def reindex(data_dir: DataDir = None, database_url: DatabaseUrl = None) -> None:
    """Throw the index away and build it again from the log. No server may run on the data directory."""
    from service.archive import open_archive
    from service.store.opening import open_log

    settings = _settings(data_dir, database_url)
    # A directory without a log is refused, not made: its name is a slip.
    open_log(settings.data_dir, database_url=settings.database_url, read_only=True).close()
    archive = open_archive(
        settings.data_dir, database_url=settings.database_url, must_build=True, rebuild=True, speakers=settings.speakers
    )
    try:
        with typer.progressbar(length=max(1, archive.num_logged), label="documents", file=sys.stderr) as bar:
            archive.rebuild(lambda count: bar.update(count - bar.pos))
        typer.echo(f"{archive.num_documents:,} documents")
    except KeyboardInterrupt:
        typer.echo("onrecord: interrupted; what the index lacks is built at the next start", err=True)
        raise
    finally:
        archive.close()


@app.command(name="check-index")
def check_index(data_dir: DataDir = None, database_url: DatabaseUrl = None) -> None:
    """Verify every checksum of the index, and every document against the log. Exit code 1 if anything is wrong."""
    from service.data_directory import INDEX_DIRECTORY
    from service.index_check import iter_faults
    from service.store.opening import open_log

    settings = _settings(data_dir, database_url)
    log = open_log(settings.data_dir, database_url=settings.database_url, read_only=True)
    num_faults = 0
    for fault in iter_faults(settings.data_dir / INDEX_DIRECTORY, log):
        num_faults += 1
        if num_faults <= MAX_FAULTS:
            typer.secho(fault, fg=typer.colors.RED, err=True)
    log.close()
    typer.echo(f"{num_faults:,} faults" if num_faults else "the index is whole and agrees with the log")
    raise typer.Exit(1 if num_faults else 0)


@app.command()
def info(data_dir: DataDir = None, database_url: DatabaseUrl = None, as_json: AsJson = False) -> None:
    """Show the size, generation and matching policy of the index."""
    import orjson

    from service import __version__
    from service.console.directories import directory_bytes

    settings = _settings(data_dir, database_url)
    with _reading(settings) as archive:
        facts = {
            "version": __version__,
            "data_dir": str(settings.data_dir),
            "documents": archive.num_documents,
            "generation": archive.generation,
            "policy": archive.policy,
            **directory_bytes(settings.data_dir),
        }
    if as_json:
        typer.echo(orjson.dumps(facts, option=orjson.OPT_INDENT_2))
    else:
        for name, value in facts.items():
            typer.echo(f"{name:<12} {value:,}" if isinstance(value, int) else f"{name:<12} {value}")


if __name__ == "__main__":
    main()
