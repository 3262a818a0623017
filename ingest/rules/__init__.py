"""Rules as data, each beside sentences that it must and must not match."""
