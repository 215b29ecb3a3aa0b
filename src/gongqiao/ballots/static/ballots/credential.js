// What a voter votes with: 22 letters, of which her exponent in one election is derived.
import { bytesToHex } from "../vendor/noble/hashes/utils.js";
import { digest } from "./proofs.js";

const LETTERS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const FORM = new RegExp(`^[${LETTERS}]{5}-[${LETTERS}]{6}-[${LETTERS}]{5}-[${LETTERS}]{6}$`);
const CHECKED = 53n;

// Whether this has the form of a credential and its last letter agrees with the others.
export function wellCopied(credential) {
  if (!FORM.test(credential)) return false;
  const numbers = [...credential.replace(/-/g, "")].map((letter) => BigInt(LETTERS.indexOf(letter)));
  const last = numbers.pop();
  const number = numbers.reduce((sum, each) => sum * BigInt(LETTERS.length) + each, 0n);
  return last === (CHECKED - (number % CHECKED)) % CHECKED;
}

// 512 bits of SHA-256, modulo the order of the group.
export function exponent(group, uuid, credential) {
  const halves = [0, 1].map((half) => bytesToHex(digest(`derive_credential|${uuid}|${half}|${credential}`)));
  return BigInt(`0x${halves.join("")}`) % group.order;
}
