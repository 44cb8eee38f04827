"""Questions put to a store: statements in files, reasoning in Python above them."""
