"""The union's desk: unions, employers, posts; the employer's own page; a station's poster."""
