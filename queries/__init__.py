"""Questions put to a store: statements in files, reasoning in Python above them.

Nothing is imported here: each command waits for the questions it asks only.
"""
