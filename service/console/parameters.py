"""What several commands take: flags and arguments, each described in one place."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def in_utf8(given: str) -> str:
    """Give an argument back, or end with what is wrong with it: other bytes would be looked for as other letters."""
    try:
        given.encode()
    except UnicodeEncodeError:
        raise typer.BadParameter("not in UTF-8; set the terminal to UTF-8, or convert it first") from None
    return given


DataDir = Annotated[
    Path | None, typer.Option("--data-dir", help="Directory of documents and index [ONRECORD_DATA_DIR].")
]
DatabaseUrl = Annotated[
    str | None,
    typer.Option(
        "--database-url",
        help="PostgreSQL database of the documents, postgresql://… [ONRECORD_DATABASE_URL]. Others on this machine can "
        "read a password in a flag; the environment or a password file keeps it.",
    ),
]
DraftFile = Annotated[Path, typer.Argument(help="Text or HTML in UTF-8; - reads standard input.")]
Language = Annotated[str | None, typer.Option(help="Language of the draft, such as en; guessed if missing.")]
IsHtml = Annotated[bool | None, typer.Option("--html/--text", help="Told by the file's name or first tag if missing.")]
Quote = Annotated[
    str,
    typer.Argument(callback=in_utf8, help="The words as the draft has them, with their ellipses and brackets."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]


def show_version(wanted: bool) -> None:
    """Print the version and end, if that is what is asked for."""
    if wanted:
        from service import __version__

        typer.echo(f"onrecord {__version__}")
        raise typer.Exit
