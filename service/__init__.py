"""The HTTP service and the command line of onrecord: thin layers over `matcher`.

A request passes, in order: `middleware` (request id, metrics), `admission` → `routes` (handlers of a few lines)
→ `bodies` and `schemas` (reading and validating) → `archive` (the log of documents and the search engine
behind one object) → the matcher's `rendering` (an answer as JSON). `store` keeps documents, `ingest` reads files
of documents. Imports point one way: this package imports `matcher`, never the reverse.
"""

__version__ = "0.1.0"
