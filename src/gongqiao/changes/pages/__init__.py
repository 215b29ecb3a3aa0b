"""会籍变动 on the member's phone and on her union's desk."""
