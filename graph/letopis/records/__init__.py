"""The nouns of Letopis: frozen records that stages exchange.

Import them from the module that owns them: `text`, `mention`, `entity`, `claim`.

In: nothing. Out: record types. Touches: nothing.
"""
