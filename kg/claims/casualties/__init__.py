"""Casualty figures: whose, of which event, as of when."""
