"""Persons' verdicts on what was read: right, wrong or unsure, kept beside the graph and found again after a rebuild."""
