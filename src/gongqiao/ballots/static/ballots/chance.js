// Numbers nobody can foretell, each below a bound as likely as any other: what is too large is drawn again.
export function chance(bound) {
  const bits = bound.toString(2).length;
  const bytes = new Uint8Array((bits + 7) >> 3);
  for (;;) {
    crypto.getRandomValues(bytes);
    bytes[0] &= 0xff >> (bytes.length * 8 - bits);
    const number = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
    if (number < bound) return number;
  }
}
