"""From a file to its repaired text, and to its parts with their speakers."""
