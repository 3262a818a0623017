"""Rows of lists, as compiled Cypher returns them, -> the answer's objects, by readers that are built once."""
