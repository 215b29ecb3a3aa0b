// The ballot paper: the questions as the election says them, and the zeros and ones of what is ticked.
import { unlike } from "./ballot.js";

const BLANK = "空白票", APPROVED = "赞成";

function made(name, attributes, ...inside) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...inside);
  return element;
}

export class Paper {
  // `seats` is how many may be approved over all questions together, where names are voted on one by one; else 0.
  constructor(place, questions, seats) {
    this.questions = questions;
    this.seats = seats;
    this.fields = questions.map((question, at) => this.asked(question, at));
    place.replaceChildren(...this.fields);
    place.addEventListener("change", (event) => this.ticked(event.target));
  }

  // Every answer that is sealed: blank before the others, where it is allowed.
  names({ answers, blank }) {
    return blank ? [BLANK, ...answers] : answers;
  }

  asked(question, at) {
    const single = question.max === 1 && question.min === 1;
    const boxes = this.names(question).map((name, n) =>
      made("label", { class: "choice" },
        made("input", { type: single ? "radio" : "checkbox", name: `q${at}`, value: n }), made("span", {}, name))
    );
    const told = made("p", { class: "help", id: `told${at}` }, this.allowed(question, single));
    const wrong = made("p", { class: "error", id: `wrong${at}`, role: "alert" });
    const field = made("fieldset", { class: "field", "aria-describedby": `told${at} wrong${at}` },
      made("legend", {}, question.question), told, made("div", { class: "choices" }, ...boxes), wrong);
    return field;
  }

  allowed({ min, max, blank }, single) {
    const many = single ? "选一项" : min === max ? `选 ${min} 项` : min ? `选 ${min} 至 ${max} 项` : `最多选 ${max} 项，也可以不选`;
    return blank ? `${many}，或者投空白票` : many;
  }

  boxes(at) {
    return [...this.fields[at].querySelectorAll("input")];
  }

  votes() {
    return this.questions.map((_, at) => this.boxes(at).map((box) => (box.checked ? 1 : 0)));
  }

  // In words, what is chosen in these zeros and ones.
  told(votes) {
    return this.questions.map((question, at) => {
      const names = this.names(question).filter((_, n) => votes[at][n]);
      return [question.question, names.join("、") || "一项也没有选"];
    });
  }

  clear() {
    this.questions.forEach((_, at) => this.boxes(at).forEach((box) => { box.checked = false; }));
    this.fields.forEach((_, at) => this.say(at, ""));
  }

  // A blank vote chooses nothing else; what is too much is said at once, what is missing only when it is sealed.
  ticked(box) {
    const at = this.fields.findIndex((field) => field.contains(box));
    if (at < 0) return;
    if (this.questions[at].blank && box.checked && box.type === "checkbox") {
      this.boxes(at).forEach((other) => { if (other !== box && (box.value === "0" || other.value === "0")) other.checked = false; });
    }
    this.fields.forEach((_, each) => this.say(each, this.fault(each, true)));
  }

  // What stands against sealing a question as it is ticked now, in Chinese with the way out; empty where nothing does.
  fault(at, soon = false) {
    const question = this.questions[at], found = unlike(question, this.votes()[at]);
    if (found?.many) return `最多选 ${question.max} 项，您选了 ${found.chosen} 项，请去掉 ${found.chosen - question.max} 项`;
    if (found?.few && !soon) return question.max === 1 ? "请选一项" : `至少选 ${question.min} 项，您选了 ${found.chosen} 项`;
    return this.over(at);
  }

  over(at) {
    const approves = this.questions.map((question, each) =>
      this.seats > 0 && this.votes()[each][this.names(question).indexOf(APPROVED)] === 1);
    const approved = approves.filter(Boolean).length;
    if (!approves[at] || approved <= this.seats) return "";
    return `赞成的最多 ${this.seats} 人，您赞成了 ${approved} 人，请把 ${approved - this.seats} 人改为不赞成或者弃权`;
  }

  say(at, words) {
    const wrong = this.fields[at].querySelector(".error");
    if (wrong.textContent !== words) wrong.textContent = words;
    this.fields[at].classList.toggle("wrong", words !== "");
  }

  // Whether it can be sealed; where not, the first question that cannot has the focus and says why.
  sound() {
    const faults = this.fields.map((_, at) => this.fault(at));
    faults.forEach((words, at) => this.say(at, words));
    const first = faults.findIndex(Boolean);
    if (first >= 0) (this.boxes(first).find((box) => box.checked) ?? this.boxes(first)[0]).focus();
    return first < 0;
  }
}
