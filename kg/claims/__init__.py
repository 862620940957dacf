"""What a sentence says, and in whose mouth."""
