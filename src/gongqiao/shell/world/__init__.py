"""A synthetic province of any size, to measure and to drill on: nobody in it exists."""
