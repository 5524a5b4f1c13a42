"""After the warm-up no question waits for a kernel."""

from __future__ import annotations

import json
import subprocess
import sys

# In a process of its own: here other tests have taken every path already.
PROGRAM = """
import json
import sys
from numba.core.dispatcher import Dispatcher
from matcher import Document, Engine, Index, Query
from matcher.index.search import MAX_HITS
from matcher.warm_up import warm_up

def compiled():
    modules = [(name, module) for name, module in sys.modules.items() if name.startswith("matcher.")]
    kernels = [(f"{name}.{k}", v) for name, module in modules for k, v in vars(module).items()]
    return {name: len(kernel.signatures) for name, kernel in kernels if isinstance(kernel, Dispatcher)}

def ask_all(engine):
    for ids in (None, ["a"], ["b"]):
        for quote in (
            "the island at noon", "at noon", "The last ferry leaves this island at noon on Mondays",
            "The last ferry … in winter", "in winter the last ferry leaves", "noon at noon at", "fermee cet ete",
        ):
            engine.verify(Query(quote, document_ids=ids, speaker="Ada Venn"))

index = Index.open(None)
ferry = "“The last ferry leaves the island at noon on Sundays in winter,” said Ada Venn. “Fermée l'été.”"
index.put_many(enumerate((Document("a", "A", ferry), Document("b", "B", "at noon " * (MAX_HITS + 1))), 1))
warm_up()
before = compiled()
ask_all(Engine(index))
index.delete("a", sequence=3)
ask_all(Engine(index))
after = compiled()
print(json.dumps([name for name, count in after.items() if count > before.get(name, 0)]))
"""


def test_no_question_waits_for_a_kernel_after_the_warm_up() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []
