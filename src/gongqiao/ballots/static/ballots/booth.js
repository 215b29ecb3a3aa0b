// The booth: one touch chooses, one seals, one casts. What was chosen stays on this page and is forgotten when it is
// cast; what leaves the phone is the sealed ballot.
import { Away, Refused, cast, credential, election, token } from "./asking.js";
import { read, seal, spoiled } from "./ballot.js";
import { exponent, wellCopied } from "./credential.js";
import { Paper } from "./paper.js";

const page = document.getElementById("booth");
const { dataset } = page;
const part = (name) => page.querySelector(`[data-part="${name}"]`);
const KEPT = `booth:${dataset.box}`;
const breathe = () => new Promise((go) => setTimeout(go));
let state = "preparing", held = null, paper = null, sealed = null;

function show(name, words = "") {
  state = name;
  for (const each of page.querySelectorAll("[data-state]")) each.hidden = each.dataset.state !== name;
  part("said").hidden = !words;
  part("words").textContent = words;
  const now = page.querySelector(`[data-state="${name}"]`);
  (words ? part("said") : now.querySelector("h2") ?? now).focus();
}

// Why something was not done, in words with the way out; `safe` says what is not lost.
function why(error, again, safe) {
  if (error instanceof Away) return `没有连上。${safe}；请看看信号，过一会儿再点“${again}”。`;
  if (error instanceof Refused && error.status === 401) return `登录已经过期，或者换了身份。${safe}；请另开一个窗口以本人身份登录，再回到这里点“${again}”。`;
  if (error instanceof Refused) return error.message;
  return `这部手机没有算成。${safe}；请再点一次“${again}”，还是不行的，请换一部手机，或者到工会投纸票。（${error.message}）`;
}

// Her exponent in this election. Who signed in again in another window has another token there: it is fetched once.
async function secret() {
  const mine = page.querySelector("[name=csrfmiddlewaretoken]");
  const letters = await credential(dataset.credential, mine.value).catch(async (error) => {
    if (!(error instanceof Refused) || error.status !== 401) throw error;
    mine.value = await token(location.href);
    return credential(dataset.credential, mine.value);
  });
  if (!wellCopied(letters)) throw new Away();
  return exponent(held.group, held.uuid, letters);
}

async function close() {
  if (state !== "choosing" || !paper.sound()) return;
  const votes = paper.votes();
  show("sealing");
  try {
    sealed = await seal(held, await secret(), votes, breathe);
    part("hash").textContent = sealed.hash;
    show("sealed");
  } catch (error) {
    if (error.codes?.includes("closed")) return refused(error);
    show("choosing", why(error, "封票", "您选的还在"));
  }
}

// Until the box has answered, the sealed ballot alone is kept for this window: whatever breaks, the very same is sent
// again. It may lie in the box already, so from here on it can be neither opened nor exchanged for another.
async function send() {
  if (state !== "sealed" && state !== "kept") return;
  sealed = { text: sealed.text, tracker: sealed.tracker };
  show("casting");
  keep(sealed);
  try {
    const tracker = await cast(dataset.box, sealed.text);
    if (tracker !== sealed.tracker) throw new Away();
    done();
  } catch (error) {
    if (error instanceof Refused) return refused(error);
    paper.clear();
    show("kept", why(error, "再投一次", "封好的票还在这里，再送的是同一张"));
  }
}

// What is refused for good says so; for anything else another ballot can be sealed.
function refused(error) {
  const late = error.codes.includes("closed"), twice = error.codes.includes("already_cast");
  keep(null);
  sealed = null;
  if (!late && !twice) return show("choosing", error.message);
  forget();
  part("refusal").textContent = error.message;
  part("late").hidden = !late;
  part("twice").hidden = !twice;
  show("refused");
}

function done() {
  const { tracker } = sealed;
  forget();
  part("tracker").textContent = tracker;
  part("find").href = `${dataset.board}?tracker=${encodeURIComponent(tracker)}`;
  show("cast");
}

function forget() {
  keep(null);
  sealed = null;
  paper.clear();
}

function keep(ballot) {
  try {
    if (ballot) sessionStorage.setItem(KEPT, JSON.stringify(ballot));
    else sessionStorage.removeItem(KEPT);
  } catch {
    // a window that keeps nothing can still send again while it stays open
  }
}

// What an earlier page of this window had begun to cast, if it is hers who is signed in now.
async function kept() {
  try {
    const found = JSON.parse(sessionStorage.getItem(KEPT));
    if (!found) return null;
    const hers = held.group.text(held.group.raised(await secret()));
    return JSON.parse(found.text).credential === hers ? found : null;
  } catch {
    return null;
  }
}

function check() {
  if (state !== "sealed") return;
  const rows = paper.told(sealed.opened.map((row) => row.map((each) => each.number)));
  part("opened").replaceChildren(...rows.map(([question, chosen]) => pair(question, chosen)));
  part("spoiledhash").textContent = sealed.hash;
  part("noises").textContent = sealed.opened.map((row) => row.map((each) => `${each.number} ${each.noise}`).join("\n")).join("\n\n");
  part("save").href = URL.createObjectURL(new Blob([spoiled(sealed)], { type: "application/json" }));
  sealed = null;
  show("spoiled");
}

function pair(name, value) {
  const row = document.createElement("div");
  for (const [kind, words] of [["dt", name], ["dd", value]]) {
    row.append(Object.assign(document.createElement(kind), { textContent: words }));
  }
  return row;
}

function back() {
  if (state !== "sealed" && state !== "spoiled") return;
  sealed = null;
  part("noises").textContent = "";
  if (part("save").href) URL.revokeObjectURL(part("save").href);
  show("choosing");
}

async function copy() {
  const place = part("tracker");
  getSelection().selectAllChildren(place);
  try {
    if (navigator.clipboard) await navigator.clipboard.writeText(place.textContent);
    else document.execCommand("copy");
    part("copied").textContent = "已经复制";
  } catch {
    part("copied").textContent = "没有复制成，追踪码已经选中，请长按复制";
  }
}

async function begin() {
  try {
    held = read(await election(dataset.election));
  } catch (error) {
    return show("broken", error instanceof Away ? "" : error.message);
  }
  paper = new Paper(part("paper"), held.questions, Number(dataset.seats));
  const acts = { close, send, check, back, copy };
  page.addEventListener("click", (event) => acts[event.target.closest("[data-act]")?.dataset.act]?.());
  part("form").addEventListener("submit", (event) => { event.preventDefault(); close(); });
  sealed = await kept();
  show(sealed ? "kept" : "choosing");
}

// A page that the browser kept and shows again says nothing of what was chosen on it.
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
if (dataset.able) {
  dataset.begun = "yes";
  begin();
}
