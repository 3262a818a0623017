"""What stands in the graph -> files for other programs: statements with claims, or a subgraph with its evidence."""
