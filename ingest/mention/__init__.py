"""Where a text names aircraft, sites, actors and times."""
