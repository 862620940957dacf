"""Accounts of one happening across documents, and their contradictions."""
