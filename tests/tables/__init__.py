"""What each query has to answer, worked out by hand."""
