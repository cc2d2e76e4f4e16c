"""Trees and entities to claims: events and relations with roles, time, number, speaker, polarity, modality.

In: Parsed, Mention, Resolved. Out: Claim. Touches: nothing.
"""
