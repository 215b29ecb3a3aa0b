// A ballot sealed on the voter's own phone (Belenios specification 4.11-4.15). What it says leaves this file only as
// ciphers and proofs; the openings that would show it are handed to whoever sealed it, and to nobody else.
import { chance } from "./chance.js";
import { group } from "./groups.js";
import { know, oneOf, tracker } from "./proofs.js";

// An election as its text says it; `fingerprint` is over exactly this text and binds every proof to it.
export function read(text) {
  const told = JSON.parse(text);
  if (told.version !== 1) throw new RangeError("version");
  return { ...told, fingerprint: tracker(text), group: group(told.group, told.public_key) };
}

// Why these zeros and ones are no vote on a question, in numbers: null where they are one. The first number says
// blank, where that is allowed.
export function unlike(question, choices) {
  const width = question.answers.length + (question.blank ? 1 : 0);
  if (choices.length !== width || choices.some((each) => each !== 0 && each !== 1)) throw new RangeError("choices");
  const chosen = choices.reduce((sum, each) => sum + each, 0);
  if (question.blank && choices[0]) return chosen === 1 ? null : { blank: true, chosen: chosen - 1 };
  if (chosen < question.min) return { few: true, chosen };
  return chosen > question.max ? { many: true, chosen } : null;
}

// The ballot of a voter with this secret exponent, one list of zeros and ones for each question. `text` is what is
// cast; `hash` is over everything but the signature; `opened` is the number and the randomness of every cipher.
// `breathe` is awaited between ciphers, so that the page stays alive on a slow phone.
export async function seal(election, secret, votes, breathe = async () => {}) {
  const credential = election.group.text(election.group.raised(secret));
  const answers = [], opened = [];
  if (votes.length !== election.questions.length) throw new RangeError("choices");
  for (const [at, question] of election.questions.entries()) {
    if (unlike(question, votes[at])) throw new RangeError("choices");
    const ciphers = await sealed(election, votes[at], breathe);
    answers.push(await proven(election, question, credential, ciphers, breathe));
    opened.push(ciphers.map(({ number, noise }) => ({ number: Number(number), noise: noise.toString() })));
  }
  const unsigned = { election_uuid: election.uuid, election_hash: election.fingerprint, credential, answers };
  const hash = tracker(JSON.stringify(unsigned));
  const signature = { hash, proof: know(election.group, secret, `sig|${hash}|`) };
  const text = JSON.stringify({ ...unsigned, signature });
  return { text, tracker: tracker(text), hash, opened };
}

// What shows that a ballot seals what was chosen, for a ballot that is given up: its signature is left out, so that
// nobody can cast it.
export function spoiled({ text, opened }) {
  const { signature, ...ballot } = JSON.parse(text);
  return JSON.stringify({ ballot, hash: signature.hash, opened });
}

async function sealed({ group }, choices, breathe) {
  const ciphers = [];
  for (const choice of choices) {
    const noise = chance(group.order), number = BigInt(choice);
    const alpha = group.raised(noise), beta = group.times(group.keyed(noise), group.raised(number));
    ciphers.push({ number, noise, alpha: group.text(alpha), beta: group.text(beta), points: [alpha, beta] });
    await breathe();
  }
  return ciphers;
}

async function proven(election, question, credential, ciphers, breathe) {
  const by = `${election.fingerprint}|${credential}`;
  const over = `${by}|${ciphers.map(pair).join(",")}`;
  const bits = [];
  for (const cipher of ciphers) {
    bits.push(oneOf(election.group, [less(cipher, 0), less(cipher, 1)], `prove|${by}|${pair(cipher)}|`));
    await breathe();
  }
  const answer = { choices: ciphers.map(({ alpha, beta }) => ({ alpha, beta })), individual_proofs: bits };
  const [first] = ciphers, rest = sum(election.group, question.blank ? ciphers.slice(1) : ciphers);
  const allowed = [];
  for (let number = question.min; number <= question.max; number++) allowed.push(less(rest, number));
  if (!question.blank) {
    return { ...answer, overall_proof: oneOf(election.group, allowed, `prove|${over}|${pair(rest)}|`) };
  }
  return {
    ...answer,
    overall_proof: oneOf(election.group, [less(first, 1), ...allowed], `bproof1|${over}|`),
    blank_proof: oneOf(election.group, [first, rest], `bproof0|${over}|`),
  };
}

function pair({ alpha, beta }) {
  return `${alpha},${beta}`;
}

// What seals zero exactly if the cipher seals this number.
function less({ number, noise }, by) {
  return { number: number - BigInt(by), noise };
}

// What seals the sum: the product of the ciphers.
function sum(group, ciphers) {
  const all = ciphers.reduce((one, other) => ({
    number: one.number + other.number,
    noise: one.noise + other.noise,
    points: one.points.map((point, at) => group.times(point, other.points[at])),
  }));
  const [alpha, beta] = all.points.map((point) => group.text(point));
  return { ...all, alpha, beta };
}
