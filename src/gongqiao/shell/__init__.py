"""The front of the house: settings, addresses, middleware, the faces' home pages, API, command line, demo."""
