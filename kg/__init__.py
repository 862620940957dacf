"""letterkg: claims from states' letters to the United Nations, in Chinese, as a knowledge graph."""

__version__ = "0.1.0"
