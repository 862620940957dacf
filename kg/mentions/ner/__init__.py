"""The trained model that proposes names, and its training."""
