"""What runs in the process in which a stranger's table is opened: it begins for every file, so it brings in little."""
