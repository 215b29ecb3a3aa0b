"""The house's front: settings, addresses, middleware, identities, the four faces' home pages, API, command line, demo."""
