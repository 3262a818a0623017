"""What an analysed article says: one kind of fact a file."""
