"""Contrail: a knowledge graph of military air movements, and who says so."""
