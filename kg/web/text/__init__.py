"""A document's text for a page: its paragraphs and voices, what stands where in it, and each claim as a card."""
