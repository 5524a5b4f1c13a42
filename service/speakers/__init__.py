"""Speakers worked out ahead of the questions, so that no request waits for a document to be read.

Who says what in an article takes some milliseconds to work out, ten times what a verification takes otherwise. The
process that builds the index keeps one of its own beside it (`worker`, started by `keeper`) that goes through the
documents while nobody needs the core, and writes what it finds to a small database (`store`), from which every process
that answers reads. What is not there yet is worked out when it is asked for: the answers are the same.

All of it is a cache. It may be deleted at any time, and is emptied when the rules change.
"""
