"""Mappings of public tables, one YAML file each; docs/mappings.md says how they are written."""
