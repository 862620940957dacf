"""Networks projected from the store, their measures and files."""
