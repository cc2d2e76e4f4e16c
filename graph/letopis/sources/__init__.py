"""Files, folders and streams to articles.

In: paths. Out: Article. Touches: the files it is told to read.
"""
