"""Alignment: from candidates to the exact positions at which a quote's words stand.

``place`` puts a whole quote or its fragments into documents; ``kernel`` is the compiled alignment under it. A
placement says where words stand, never whether that is right: the verdict is for ``matcher.verdict``.
"""
