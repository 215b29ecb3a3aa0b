"""The pages of lists of employers and posts."""
