"""What is named where: sentences, dates, counts and names."""
