"""The report as a document: its content once, in blocks, and its Word and PDF renderings."""
