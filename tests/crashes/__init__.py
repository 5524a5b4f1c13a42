"""Does the archive keep what it acknowledged when it is killed? `python -m tests.crashes --kills 200` asks it.

`ledger` writes down what was promised, `clients` make the load, `victim` starts what is killed, `inspection` compares
what is there afterwards with the ledger, `ordeal` does all of it again and again on one archive.
"""
