"""工桥: an open digital trade-union platform for a whole province."""
