"""Every error that Letopis raises on purpose: one root, few leaves.

A message names the file or article, the place in it, the value, and what to do.

In: nothing. Out: exceptions. Touches: nothing.
"""


class LetopisError(Exception):
    """Root of the errors that a user can act on."""


class BadSource(LetopisError):
    """An input that cannot be read as an article."""


class BadQuery(LetopisError):
    """A query that does not exist, does not parse, or got wrong parameters."""


class BadStore(LetopisError):
    """A store that is missing, locked, or not written by Letopis."""


class BadExport(LetopisError):
    """A format that does not exist, or a file that cannot be written."""


class BadModel(LetopisError):
    """A file of the model that is missing or broken."""


class EvidenceError(LetopisError):
    """A statement whose words are not where it says they are."""


class UnknownTerm(LetopisError):
    """An entity, statement or table row that was asked for and does not exist."""
