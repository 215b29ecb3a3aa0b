"""Sign-in, and what is one's own: 我的."""
