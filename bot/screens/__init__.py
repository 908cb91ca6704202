"""Showing cards: what is loaded for each, where it stands, and when it is shown again.

A screen never changes what is stored about the conference; it remembers only where its cards stand.
"""
