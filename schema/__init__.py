"""What exists: nouns, links, values and claims, declared once in plain Python; everything else is derived from here."""
