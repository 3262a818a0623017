"""How a file's bytes become the text of an article: plain text, web pages, PDF, JSON Lines."""
