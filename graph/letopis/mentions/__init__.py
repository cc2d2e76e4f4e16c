"""Parsed articles to mentions: names, titles, groups, noun phrases, pronouns, dates, quantities.

In: Parsed. Out: Mention. Touches: nothing.
"""
