"""Files to lines, one module a format."""
