"""The commands, by what they are about. Each opens, calls one function, prints; nothing heavy is imported before."""
