// What is proven without being shown: that one of several sealed numbers is zero, and that a secret is known.
import { sha256 } from "../vendor/noble/hashes/sha2.js";
import { bytesToHex } from "../vendor/noble/hashes/utils.js";
import { chance } from "./chance.js";

export function digest(text) {
  return sha256(new TextEncoder().encode(text));
}

// SHA-256 in base 64 without padding: fingerprints of elections, and what a voter finds her ballot by.
export function tracker(text) {
  return btoa(String.fromCharCode(...digest(text))).replace(/=+$/, "");
}

// The challenge: a 256-bit number, the highest byte first, below the order.
export function hashed(group, prefix, commitments) {
  const text = prefix + commitments.map((each) => group.text(each)).join(",");
  return BigInt(`0x${bytesToHex(digest(text))}`) % group.order;
}

function modulo(number, order) {
  return ((number % order) + order) % order;
}

function told(challenge, response) {
  return { challenge: challenge.toString(), response: response.toString() };
}

// That at least one branch seals zero, without telling which. A branch is what its sealer knows of it: the number it
// seals and the randomness. With both known, a commitment to any branch is two powers of known bases: for the branch
// that is proven, of the exponents drawn for it; for the others, of those that make a drawn challenge come out right.
export function oneOf(group, branches, prefix) {
  const { order } = group;
  const proven = branches.findIndex((each) => each.number === 0n);
  const drawn = branches.map(() => chance(order));
  const challenges = branches.map((_, at) => (at === proven ? 0n : chance(order)));
  const commitments = branches.flatMap(({ number }, at) => [
    group.raised(drawn[at]),
    group.times(group.keyed(drawn[at]), group.raised(modulo(number * challenges[at], order))),
  ]);
  const others = challenges.reduce((sum, each) => sum + each, 0n);
  challenges[proven] = modulo(hashed(group, prefix, commitments) - others, order);
  return branches.map(({ noise }, at) => told(challenges[at], modulo(drawn[at] - noise * challenges[at], order)));
}

// That whoever writes this knows the exponent of a public element.
export function know(group, secret, prefix) {
  const drawn = chance(group.order);
  const challenge = hashed(group, prefix, [group.raised(drawn)]);
  return told(challenge, modulo(drawn - secret * challenge, group.order));
}
