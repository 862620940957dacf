"""The formats in which a store leaves, one file a format."""
