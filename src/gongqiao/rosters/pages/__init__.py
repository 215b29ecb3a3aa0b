"""The pages: the office's lists, and what a signed list asks of each on it."""
