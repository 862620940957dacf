"""What several sides say of one thing, made ready to be set side by side and drawn."""
