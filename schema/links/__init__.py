"""Links, one file each."""
