"""A part of the graph -> what networkx makes of it, worked out in a process of its own."""
