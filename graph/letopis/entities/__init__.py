"""Mentions to entities: who and what is spoken of, under one label, with known ids.

In: Parsed, Mention. Out: Resolved. Touches: nothing.
"""
