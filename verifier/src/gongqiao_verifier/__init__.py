"""A stand-alone verifier of secret elections held with the Belenios protocol (specification 2.0 to 3.x, version 1)."""

__version__ = "0.1.0"
