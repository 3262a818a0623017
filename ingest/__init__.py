"""How it comes in: articles and tables become claims; knows no database."""
