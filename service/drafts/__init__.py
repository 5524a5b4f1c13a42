"""Whole drafts over HTTP and on the command line: markup and blocks read, checked by the matcher, rendered.

``markup`` (guarded by ``nesting``, with the element lists of ``elements``) and blocks give a `matcher.draft.DraftText`;
``checking`` puts it to the archive; ``render`` gives the JSON.
"""
