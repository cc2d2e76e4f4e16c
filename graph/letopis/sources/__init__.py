"""Files, folders and streams to articles.

`articles` composes the parts: `files` finds, `readers` takes apart, `encoding` decodes, `article` makes the record.

In: paths. Out: Article, and a Problem for what could not be read. Touches: the files it is told to read.
"""
