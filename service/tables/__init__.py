"""Quotes in CSV: rows to verify requests, answers to cells. The command line and jobs share it."""
