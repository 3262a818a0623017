"""Types of values, one file each: parse and check, pack into claims, store, show, filter."""
