"""Counts over time -> when their level changed."""
