"""The values that pass between the stages: texts, documents, mentions, extractions."""
