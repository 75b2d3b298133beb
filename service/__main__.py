"""The command line. Only argument parsing happens here; each command is imported when called,
so that `paritas --help` starts without tables, torch or typesetting.

Exit codes: 0 done · 1 our own content is not sound (`check`) · 2 the input or an option cannot
be used (nothing was written) · 3 a report could not be set.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from service import __version__
from service.errors import RecognitionError, RenderError

app = typer.Typer(
    name="paritas",
    help="Credential recognition and equivalence: a credential file in, a reasoned report out.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
frameworks_app = typer.Typer(help="What nations publish: frameworks, levels, award types.")
evaluate_app = typer.Typer(help="Measure against a gold set.")
app.add_typer(frameworks_app, name="frameworks", no_args_is_help=True)
app.add_typer(evaluate_app, name="evaluate", no_args_is_help=True)

_ASSESS_EXAMPLES = """
Examples:

  paritas assess diploma.yml --to DE

  paritas assess badge.json --to IE --to NL --lang en,ar --format html,pdf --out reports

  paritas assess diploma.jsonld --to DE --purpose work --on 2024-06-30 --json
"""


@app.command(epilog=_ASSESS_EXAMPLES)
def assess(
    file: Annotated[
        Path, typer.Argument(help="Credential file of any format (see `paritas read`).")
    ],
    to: Annotated[list[str], typer.Option(help="Country, region or framework: IE, GB-SCT, eqf.")],
    lang: Annotated[str, typer.Option(help="Languages, comma-separated, or all.")] = "en",
    purpose: Annotated[str, typer.Option(help="study, work or title.")] = "study",
    on: Annotated[
        str, typer.Option(help="Day whose tables hold (YYYY-MM-DD); default today.")
    ] = "",
    formats: Annotated[
        str, typer.Option("--format", help="html, pdf, json, comma-separated.")
    ] = "html,pdf,json",
    out: Annotated[Path | None, typer.Option(help="Folder for the reports.")] = None,
    benchmark: Annotated[
        Path | None, typer.Option(help="A programme here, to compare outcome by outcome.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the report as JSON; writes no file unless --out.")
    ] = False,
) -> None:
    """Compare one credential with the awards of one or more places."""
    from service.commands.assess import Options, run

    run(
        Options(
            file=file,
            places=tuple(to),
            languages=lang,
            purpose=purpose,
            on=on,
            formats=formats,
            out=out,
            benchmark=benchmark,
            as_json=as_json,
        )
    )


@app.command("read")
def read_file(
    file: Annotated[Path, typer.Argument(help="Credential file of any format, or a PDF.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
) -> None:
    """Show what a credential file says and which of its fields were not used."""
    from service.commands.read import run

    run(file, as_json=as_json)


@app.command()
def card(
    file: Annotated[Path, typer.Argument(help="Credential file that an issuer made.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the card as JSON.")] = False,
) -> None:
    """Show which European elements a credential states, and how to mend what is missing."""
    from service.commands.card import run

    run(file, as_json=as_json)


@app.command()
def demo(
    out: Annotated[Path, typer.Option(help="Folder for the reports.")] = Path("out/demo"),
    lang: Annotated[str, typer.Option(help="Languages, comma-separated, or all.")] = "all",
) -> None:
    """Assess every shipped sample and write all reports."""
    from service.commands.demo import run

    run(out, lang)


@app.command()
def check() -> None:
    """Run the coded checks over frameworks/ and data/."""
    from service.commands.check import run

    raise typer.Exit(run())


@app.command()
def setup() -> None:
    """Unpack the embedding model and embed the shipped names once."""
    from service.commands.setup import run

    run()


@app.command()
def bench() -> None:
    """Measure speed, as ratios to a plain baseline of the same run."""
    from service.commands.bench import run

    run()


@frameworks_app.command("list")
def frameworks_list(
    lang: Annotated[str, typer.Option(help="Language of our own words.")] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="Print an array.")] = False,
) -> None:
    """List the frameworks with their counts."""
    from service.commands.frameworks import list_all

    list_all(lang, as_json=as_json)


@frameworks_app.command("show")
def frameworks_show(
    place: Annotated[str, typer.Argument(help="Country, region or framework id.")],
    lang: Annotated[
        str, typer.Option(help="Language of our own words, and of titles where held.")
    ] = "en",
    on: Annotated[
        str, typer.Option(help="Day whose tables hold (YYYY-MM-DD); default today.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the same as JSON.")] = False,
) -> None:
    """Show a place's frameworks: levels, what they correspond to, descriptors, award types."""
    from service.commands.frameworks import show

    show(place, lang, on, as_json=as_json)


@frameworks_app.command("map")
def frameworks_map(
    level: Annotated[
        str, typer.Argument(help="A level or type, as DE:6, GB-SCT:7, fr_cncp:II, US:bachelor.")
    ],
    to: Annotated[str, typer.Option(help="Country, region or framework id.")],
    on: Annotated[str, typer.Option(help="Day whose tables hold (YYYY-MM-DD).")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the hops as JSON.")] = False,
    lang: Annotated[str, typer.Option(help="Language of our own words.")] = "en",
) -> None:
    """Map one level or award type to another place, every hop cited."""
    from service.commands.frameworks_map import run_map

    run_map(level, to, on, as_json, lang)


@frameworks_app.command("import")
def frameworks_import(
    files: Annotated[list[Path], typer.Argument(help="CTDL, CASE, ELM/QDR XML or our CSV.")],
    out: Annotated[Path, typer.Option(help="Folder for the drafts, outside frameworks/.")],
) -> None:
    """Read frameworks of others into YAML drafts; a broken file is named and the rest goes on."""
    from service.commands.frameworks_exchange import run_import

    raise typer.Exit(run_import(tuple(files), out))


@frameworks_app.command("export")
def frameworks_export(
    place: Annotated[str, typer.Argument(help="Country, region or framework id.")],
    format: Annotated[str, typer.Option("--format", help="ctdl or csv.")] = "ctdl",
    out: Annotated[Path | None, typer.Option(help="Folder; else printed.")] = None,
) -> None:
    """Write a framework as CTDL JSON-LD or CSV."""
    from service.commands.frameworks_exchange import run_export

    run_export(place, format, out)


@app.command()
def verify(
    source: Annotated[str, typer.Argument(metavar="FILE|URL", help="A credential file or link.")],
    recipient: Annotated[str, typer.Option(help="E-mail to compare with its hash.")] = "",
    on: Annotated[str, typer.Option(help="Day for which validity is judged.")] = "",
    lang: Annotated[str, typer.Option(help="Language of our own words.")] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show the trust ladder of a credential: eight rungs, each for itself."""
    from service.commands.verify import run

    run(source, recipient, on, lang, as_json=as_json)


@app.command()
def match(
    title: Annotated[str, typer.Argument(help="The title as it stands on the document.")],
    country: Annotated[str, typer.Option("--from", help="Country of the award.")] = "",
    to: Annotated[str, typer.Option(help="Country, region or framework id.")] = "",
    lang: Annotated[str, typer.Option(help="Language of our own words.")] = "en",
    count: Annotated[int, typer.Option("-n", help="Candidates shown, 1-50.")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Find the award types that come closest to a bare title, with evidence."""
    from service.commands.match import run

    run(title, country, to, lang, count, as_json=as_json)


@app.command()
def explain(
    title: Annotated[str, typer.Argument(help="The title as it stands on the document.")],
    kind: Annotated[str, typer.Argument(metavar="TYPE", help="An award type, as ie_nfq/honours.")],
    country: Annotated[str, typer.Option("--from", help="Country of the award.")] = "",
    lang: Annotated[str, typer.Option(help="Language of our own words.")] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Say in words why a title and an award type are alike, and where they are not."""
    from service.commands.match import explain as explain_pair

    explain_pair(title, kind, country, lang, as_json=as_json)


@evaluate_app.command("fields")
def evaluate_fields(
    gold: Annotated[Path, typer.Option(help="CSV: lang, isced_f, label.")],
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Measure labels of fields of study in many languages."""
    from service.commands.evaluate_fields import run

    run(gold, as_json=as_json)


@evaluate_app.command("melo")
def evaluate_melo(
    gold: Annotated[Path, typer.Option(help="Folder of MELO sets.")],
    as_json: Annotated[bool, typer.Option("--json")] = False,
    esco: Annotated[Path | None, typer.Option(help="ESCO CSV folder: fit anew.")] = None,
    vectors: Annotated[Path | None, typer.Option(help="Folder to keep vectors in.")] = None,
) -> None:
    """Measure occupation names of twenty languages against English labels."""
    from service.commands.evaluate_melo import run

    run(gold, as_json=as_json, esco=esco, vectors=vectors)


@evaluate_app.command("outcomes")
def evaluate_outcomes(
    gold: Annotated[Path, typer.Option(help="CSV of published recognition outcomes.")],
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Compare our proposals with published recognition outcomes."""
    from service.commands.evaluate_outcomes import run

    run(gold, as_json=as_json)


@evaluate_app.command("titles")
def evaluate_titles(
    gold: Annotated[
        Path, typer.Option(help="CSV: title, country, isced_f, eqf; or term, gold_type.")
    ],
    as_json: Annotated[bool, typer.Option("--json")] = False,
    report: Annotated[Path | None, typer.Option(help="Folder for the curves as SVG.")] = None,
    fit: Annotated[bool, typer.Option(help="Fit the confidence first; reads no gold.")] = False,
) -> None:
    """Measure field of study and level of foreign titles, or the class of bare award words."""
    from service.commands.evaluate_titles import run_either

    run_either(gold, as_json=as_json, report=report, fit=fit)


@evaluate_app.command("names")
def evaluate_names(
    gold: Annotated[Path, typer.Option(help="CSV of name pairs: name1, name2, is_match.")],
    as_json: Annotated[bool, typer.Option("--json")] = False,
    fit: Annotated[bool, typer.Option(help="Fit the weights on all of it and keep them.")] = False,
) -> None:
    """Compare names of people and bodies with labelled pairs."""
    from service.commands.evaluate_names import run

    run(gold, as_json=as_json, fit=fit)


@app.command()
def version() -> None:
    """Print the version."""
    typer.echo(__version__)


def main() -> None:
    """Run the command line; turn every error that a person can mend into one line."""
    try:
        app(standalone_mode=True)
    except RecognitionError as error:
        from service.reporting.error_words import error_line

        typer.echo(error_line(error, "en"), err=True)
        sys.exit(3 if isinstance(error, RenderError) else 2)


if __name__ == "__main__":
    main()
