"""The revisions, in files named after them."""
