"""Which known thing a name of an article means, or may mean."""
