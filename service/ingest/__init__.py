"""Documents from outside: `records` reads one line of JSON, `files` reads files, `imports` stores what they
hold.
"""
