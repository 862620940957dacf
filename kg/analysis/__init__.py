"""What the claims of a store come to: accusations, stances, ledger, place names."""
