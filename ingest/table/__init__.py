"""Tables: a file and a mapping in YAML become batches of claims."""
