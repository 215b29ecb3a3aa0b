"""Elections whose secrecy and counting anybody can check, by the protocol and in the formats of Belenios.

Everything here is arithmetic over what it is handed: no clock, no table, no network. What a function has to say against
something it was shown is a `Fault`, which names the place. Written from the specification of belenios-tool 2.0, as
Debian has it: elections of version 1, with the group Ed25519 and the long credentials of later versions.
"""
