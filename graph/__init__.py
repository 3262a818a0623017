"""Where it lives: claims become nodes and edges in Neo4j, questions become Cypher, subgraphs become networkx."""
