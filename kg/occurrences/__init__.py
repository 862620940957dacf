"""Accounts of one occurrence across documents, and their contradictions."""
