"""Benchmarks: is the answer right, how fast is it, and how do others fare on the same work?

Every file answers one question (see ``README.md``). Answers are checked before their times count, rivals
run on the same quotes in the same run, and every random choice comes from a fixed seed. Real texts are read
from a folder that the caller names; what is written here holds numbers and document ids, never their words.
"""
