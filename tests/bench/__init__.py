"""Measures, beside what others offer, in one run: ratios count, not milliseconds.

`make bench` runs them all; none of them is a test.
"""
