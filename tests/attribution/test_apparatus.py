"""An editor's marks cost a quote nothing; brackets that hold what was said do."""

from __future__ import annotations

import pytest

from matcher import Document, Engine, Index, Query
from matcher.attribution.structure.apparatus import find_apparatus

MARKS = """
The dues[1] were paid
The firm[23] had paid
ten years[a] and more
charged.[citation needed] I saw
their [sic] fault
he [Mr Orban] lied
and they [the police] let him go
The NGOs [Non-Governmental Organizations] have left
они [Полиция Осло] ушли
We told President [Ada] Venn so
We told [Prime Minister] Orr so
""".strip().splitlines()
SAID = """
We will [not] raise it
We support [the ban on] guns
He has [2] sons
they [not the police] left
The strikes [in 2004] ended
The EU [the whole lot of them] left
we [will]
We met [Ada and] Ben
We met the warden [Orr] there
He lives in Ely [Norland] now
[Only] Venn voted
HE SOLD [ALL] BOATS
""".strip().splitlines()


@pytest.mark.parametrize("text", MARKS)
def test_editors_marks_are_found(text: str) -> None:
    assert len(find_apparatus(text)) == 1


@pytest.mark.parametrize("text", SAID)
def test_other_brackets_are_said(text: str) -> None:
    assert find_apparatus(text) == []


@pytest.mark.parametrize(
    ("said", "quote", "outcome"),
    [
        ("The dues[1] were cut by the firm[2][3] in spring", "The dues were cut by the firm in spring", "ok"),
        ("It's their [sic] fault that the harbour was shut", "It's their fault that the harbour was shut", "ok"),
        ("He [Mr Orban] lied to us, and they let him go", "He lied to us, and they let him go", "ok"),
        ("He [Mr Orban] lied to us, and they let him go", "He lied to us, and they let her go", "problem"),
        ("He came to Ely [Marlow] to shut the harbour", "He came to Ely to shut the harbour", "review"),
        ("He came to Ely [Marlow] to shut the harbour", "He came to Marlow to shut the harbour", "review"),
        ("He came to Ely [Marlow] to shut the harbour", "He came to Roan to shut the harbour", "problem"),
        ("We asked President [Ada] Venn to shut the harbour", "We asked President Venn to shut the harbour", "ok"),
        ("We asked President [Ada] Venn to shut the harbour", "We asked President Ada Venn to shut the harbour", "ok"),
        ("We will [not] raise the dues of the harbour", "We will raise the dues of the harbour", "problem"),
        ("We will build a bridge [over the Wye] in spring", "We will build a bridge in spring", "review"),
        ("We will build a bridge [over the Wye] in spring", "We will build a bridge [over the Wye] in spring", "ok"),
        ("They voted for [against] the dues in spring", "They voted for the dues in spring", "review"),
        ("[The mayor] has sold the harbour to them", "He has sold the harbour to them", "review"),
        ("[The mayor] has sold the harbour to them", "Pike has sold the harbour to them", "problem"),
        ("All [but two] crews of the harbour came home", "All crews of the harbour came home", "review"),
        ("They [Orr, Pike and Roan] sold the harbour in spring", "They sold the harbour in spring", "ok"),
        ("They [the [old] crews] sold the harbour in spring", "They sold the harbour in spring", "ok"),
        ("They sold the harbour [the one in Orm] in spring", "They sold the harbour in spring", "review"),
        ("It happened there [in Orm] when the harbour was shut", "It happened there when the harbour was shut", "ok"),
        ("My brother [Leo] sold the harbour in spring", "My brother sold the harbour in spring", "ok"),
        ("We [may] raise the dues of the harbour", "We raise the dues of the harbour", "problem"),
        ("We support [the ban on] guns in the towns", "We support guns in the towns", "problem"),
    ],
)
def test_a_quote_may_skip_marks_alone(said: str, quote: str, outcome: str) -> None:
    index = Index.open(None)
    index.put(Document("d", "", f"“{said},” Ada Venn told reporters in Marlow.", language="en"), sequence=1)
    assert Engine(index).verify(Query(quote)).outcome == outcome
