"""What the command line shows to a person: the progress of an import, an answer side by side, a batch of a
file.
"""
