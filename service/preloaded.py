"""What workers are forked from: imported once, by the process that forks them, and by nothing else.

Importing it loads the whole service and takes every compiled path, so that a worker begins with code, kernels and word
lists that it shares with the others until it writes to them. Nothing here may start a thread or keep a file open whose
position matters: the first would be missing in a fork, the second shared.
"""

from __future__ import annotations

import gc
import logging

from service.forked import prepare_to_fork
from service.garbage import load_undisturbed

prepare_to_fork()
load_undisturbed()

from matcher.warm_up import warm_up  # noqa: E402  # behind the collector's settings, for it loads most of the code
from service import app  # noqa: E402, F401  # for the workers

try:
    warm_up()
except Exception:  # each worker takes these paths too, and then its own log says what is wrong
    logging.getLogger("onrecord.server").exception("the kernels could not be loaded ahead of the workers")
gc.collect()
gc.freeze()
