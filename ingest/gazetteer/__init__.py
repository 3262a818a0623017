"""Names that are known before an article is read: our own tables and the airports of `airportsdata`."""
