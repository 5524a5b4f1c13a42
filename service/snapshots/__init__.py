"""Backups of a whole archive: `taking` writes one while the service runs, `restoring` reads it back, `contents` is the
list that tells whether one is whole.
"""
