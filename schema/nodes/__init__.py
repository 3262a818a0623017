"""Nouns and interfaces, one file each."""
