"""Long batches that are answered later: accepted once, worked on by one process at a time, kept for some days.

A job is a file (`file`) in a directory (`store`). It comes from a body that is read whole before it counts
(`receiving`), one process of the data directory works on it (`runner`), and whoever asks reads from the file
(`results`). ``docs/jobs.md`` says why it is so.
"""
