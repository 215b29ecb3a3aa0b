// What the booth asks the platform: the election, a credential, and to take a sealed ballot. Only the second is asked as
// somebody: the others carry no cookie and no address of the page.
const PATIENCE = 20000;

// No answer came, or one that says to come again.
export class Away extends Error {}

// An answer that says no, with its reasons.
export class Refused extends Error {
  constructor(status, reasons) {
    super(reasons.map((each) => each.words).join("；"));
    this.status = status;
    this.codes = reasons.map((each) => each.code);
  }
}

async function ask(address, how) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  try {
    const told = await fetch(address, { cache: "no-store", redirect: "manual", signal: patience.signal, ...how });
    return { told, text: await told.text() };
  } catch {
    throw new Away();
  } finally {
    clearTimeout(timer);
  }
}

function answer({ told, text }) {
  let said = null;
  try {
    said = JSON.parse(text);
  } catch {
    said = null;
  }
  if (told.ok && said) return said;
  const stranger = told.type === "opaqueredirect" || told.status === 401 || (told.status === 403 && !said);
  if (stranger) throw new Refused(401, []);
  if (told.status === 429 || told.status >= 500 || !said || !Array.isArray(said.reasons)) throw new Away();
  throw new Refused(told.status, said.reasons);
}

// The election's text, exactly as it is hashed.
export async function election(address) {
  const { told, text } = await ask(address, { credentials: "omit", referrerPolicy: "no-referrer" });
  if (!told.ok) throw new Away();
  return text;
}

// What a form of this page would be sent with by whoever is signed in now.
export async function token(address) {
  const { told, text } = await ask(address, { credentials: "same-origin" });
  if (!told.ok) throw new Refused(401, []);
  const found = new DOMParser().parseFromString(text, "text/html").querySelector("[name=csrfmiddlewaretoken]");
  if (!found) throw new Refused(401, []);
  return found.value;
}

// Hers for this vote; the same one each time until the close.
export async function credential(address, token) {
  const headers = { "X-CSRFToken": token };
  return answer(await ask(address, { method: "POST", credentials: "same-origin", headers })).credential;
}

// The tracker under which the box keeps the ballot.
export async function cast(address, text) {
  const headers = { "Content-Type": "application/json" };
  const how = { method: "POST", credentials: "omit", referrerPolicy: "no-referrer", headers, body: text };
  return answer(await ask(address, how)).tracker;
}
