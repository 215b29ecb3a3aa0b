"""What is decided about erasing: what becomes of each table, and what stands in the way."""
