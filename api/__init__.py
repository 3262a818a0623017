"""How the graph is asked: GraphQL over HTTP, made from an Ontology."""
