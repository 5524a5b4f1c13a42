"""Many quotes at once: slices of a batch, answered in threads of the server or in processes of their own.

``slices`` answers some items one after the other; ``worker`` is the process that does so for ``pool``, which the server
keeps. Python runs one thread at a time, so threads only help while compiled kernels run; processes use every core,
and a single request never shares the interpreter with a batch.
"""
