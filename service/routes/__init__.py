"""Handlers of a few lines each, a file for each resource."""
