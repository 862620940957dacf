"""Files as people have them, read as text: a reader for each format, and what is known of formats that have none."""
