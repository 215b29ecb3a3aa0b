"""Signing in through the government's OpenID provider: a second way into an account that somebody has linked herself.

The phone stays the first way and cannot be taken off. Nobody is linked by a name: an unknown subject signs in with a
code to her phone and says herself that both are hers. OpenID Connect Core 1.0, RFC 7636 (PKCE), RFC 9207.
"""
