"""Another phone for one's account: the number that signs in changes hands, and the account stays who it is.

The new phone proves itself by a code. That it is she who asks is proven by having come in a moment ago, by the old
phone or the government's sign-in, or by her one-time password: an unlocked phone left on a table is not enough.
"""
