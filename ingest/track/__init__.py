"""Position reports of receivers -> observed flights: where each began and ended as far as is known."""
