"""Benchmarks held to their promises: noise changes no word, lies change some, checks catch errors."""
