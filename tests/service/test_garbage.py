"""A program that loads is not held up by the search for garbage, and takes up the search when it has loaded."""

from __future__ import annotations

import json
import subprocess
import sys

from service.garbage import GARBAGE_VALUES, LOOKS

# Counts how often all values are walked while the server's modules are imported.
PROGRAM = """
import gc, json
from service.garbage import load_undisturbed, settle
load_undisturbed()
looks = []
gc.callbacks.append(lambda phase, info: looks.append(info["generation"]) if phase == "start" else None)
import service.server, matcher.engine
loading = list(looks)
settle()
print(json.dumps([loading, gc.get_freeze_count(), gc.get_threshold()]))
"""


def test_old_values_are_not_walked_while_a_program_loads() -> None:
    told = subprocess.run([sys.executable, "-c", PROGRAM], check=True, capture_output=True, text=True).stdout
    loading, num_frozen, thresholds = json.loads(told)
    assert set(loading) == {0}
    assert num_frozen > 5 * GARBAGE_VALUES
    assert thresholds == [GARBAGE_VALUES, LOOKS, LOOKS]


# Tells at its very end how many values the collector would walk; the first to be registered is called last.
ENDING = """
import atexit, gc
atexit.register(lambda: print(len(gc.get_objects())))
from service.garbage import load_undisturbed
load_undisturbed()
import service.server
"""


def test_no_value_is_walked_when_a_program_ends() -> None:
    told = subprocess.run([sys.executable, "-c", ENDING], check=True, capture_output=True, text=True).stdout
    assert int(told) < 1000
