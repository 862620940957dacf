"""What pages look up fast, beside the store: names and words to be found, mentions, claims, events and their days."""
