"""Benchmarks: ratios within one run, equal answers checked first; figures are kept in RESULTS.md."""
