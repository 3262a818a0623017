"""Commands, one file each; each has a function `command` whose parameters are its options."""
