// The form for coding a work: which sheet is open, which part of it is on screen, what is asked.

import { element, told } from "./code-element.js";
import { Form } from "./code-form.js";
import { lead, mark, plain } from "./code-messages.js";
import { partsOf } from "./code-parts.js";
import { broken } from "./code-rules.js";
import { shape, tidied } from "./code-schema.js";
import { NoService, checked, read } from "./code-service.js";
import { forget, keep, kept, lastOpen, newKey } from "./code-store.js";
import { yaml } from "./code-yaml.js";

const root = document.getElementById("coding");
const status = element("p", { role: "status", class: "status" });
const data = globalThis.ofmkgForm ?? await (await fetch(root.dataset.schema)).json(); // files bring it along
const { say } = data;

let key = null;
let form = null;
let waiting = null;
let verdict = null; // what the last check said: {text, sentences, warnings}

function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

function begun() {
  return {
    work: {}, collection: { id: "own" }, coder: {}, coded_on: today(), framework: data.frameworks[0]?.id,
    text_read: {}, analyses: [{}],
  };
}

function nameOf(sheet) {
  return sheet.work?.label || sheet.work?.id || say.states.unnamed;
}

function save() {
  clearTimeout(waiting);
  waiting = null;
  if (!form) return;
  const done = keep(key, form.sheet);
  status.textContent = done ? say.states.saved : say.states.unsaved;
}

// Something was typed: it is kept soon, and what was wrong there is not told any more.
function changed(place) {
  clearTimeout(waiting);
  waiting = setTimeout(save, 400);
  const here = place.join("/");
  form.messages = form.messages.filter((each) => each.place.join("/") !== here);
  mark(main, form.messages.filter((each) => part().owns(each.place)));
  drawParts();
}

function use(sheet, ofKey) {
  key = ofKey;
  verdict = null;
  form = new Form(data, sheet, changed, redraw);
}

// Draws the part anew, and leaves the keyboard where it was.
function redraw() {
  const { id } = document.activeElement;
  draw(false);
  if (id) document.getElementById(id)?.focus();
}

const nav = element("nav", { "aria-label": say.parts.sheet });
const fold = element("details", { class: "parts" });
const main = element("div", { class: "part" });
const bar = element("div", { class: "bar", role: "group", "aria-label": say.parts.sheets });

function parts() {
  return form ? partsOf(form) : [];
}

function chosen() {
  return decodeURIComponent(location.hash.slice(1));
}

function part() {
  const every = parts();
  return every.find((each) => each.id === chosen()) ?? every[0];
}

function drawBar() {
  const sheets = kept();
  const pick = element("select", { id: "sheet", onchange: (event) => choose(event.target.value) },
    sheets.map((each) => element("option", { value: each.key, selected: each.key === key }, nameOf(each.sheet))));
  const file = element("input", { type: "file", id: "file", class: "hidden", tabindex: "-1", "aria-hidden": "true", accept: ".yaml,.yml,.json", onchange: opened });
  bar.replaceChildren(
    element("label", { for: "sheet", class: "hidden" }, say.parts.sheets),
    form ? pick : "",
    element("button", { type: "button", onclick: begin }, say.actions.new),
    element("button", { type: "button", onclick: () => file.click() }, say.actions.open),
    file,
    form ? element("button", { type: "button", onclick: download }, say.actions.save) : "",
    form ? element("button", { type: "button", class: "first", onclick: check }, say.actions.check) : "",
  );
}

function drawParts() {
  const here = part();
  const links = parts().map((each) => {
    const wrong = form.messages.filter((message) => each.owns(message.place)).length;
    const state = each.begun() ? say.states.filled : say.states.open;
    return element("li", { class: each.level ? "inner" : "" },
      element("a", { href: `#${each.id}`, "aria-current": each.id === here.id && chosen() !== "check" ? "step" : null },
        element("span", { class: each.begun() ? "mark done" : "mark", "aria-hidden": "true" }), each.title,
        element("span", { class: "hidden" }, `, ${state}`),
        wrong ? element("span", { class: "count wrong-count" }, element("span", { "aria-hidden": "true" }, String(wrong)),
          element("span", { class: "hidden" }, `, ${told(say.states["wrong-here"], { n: wrong })}`)) : ""));
  });
  const end = element("li", {}, element("a", { href: "#check", "aria-current": chosen() === "check" ? "step" : null },
    element("span", { class: "mark", "aria-hidden": "true" }), say.parts.check));
  const more = element("li", {}, element("button", { type: "button", class: "quiet", onclick: addAnalysis }, say.actions["add-analysis"]));
  const analyses = links.findLastIndex((_, index) => parts()[index].group);
  links.splice(analyses < 0 ? 2 : analyses + 1, 0, more);
  const focused = nav.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  nav.replaceChildren(element("ul", {}, links, end));
  if (focused) nav.querySelector(`a[href="${focused}"]`)?.focus();
  const title = chosen() === "check" ? say.parts.check : here.title;
  fold.querySelector("summary").textContent = title;
}

function drawPart(focus) {
  if (!form) {
    main.replaceChildren(element("p", {}, say.states.empty), element("p", { class: "note" }, say.states.private));
    return;
  }
  if (chosen() === "check") drawCheck();
  else {
    const every = parts();
    const here = part();
    const at = every.findIndex((each) => each.id === here.id);
    main.replaceChildren(
      element("h2", { id: "part-heading", tabindex: "-1" }, here.level ? element("span", { class: "kind" }, `${here.group} `) : "", here.title),
      element("p", { class: "starred" }, say.states.needed),
      element("form", { onsubmit: (event) => event.preventDefault(), "aria-labelledby": "part-heading" }, here.show()),
      here.removable ? element("p", {}, element("button", { type: "button", class: "quiet", onclick: () => removeAnalysis(here.index) }, say.actions["remove-analysis"])) : "",
      around(every[at - 1], every[at + 1] ?? { id: "check", title: say.parts.check }),
    );
    mark(main, form.messages.filter((each) => here.owns(each.place)));
  }
  if (focus) document.getElementById("part-heading")?.focus();
}

function around(before, after) {
  return element("p", { class: "around" },
    before ? element("a", { href: `#${before.id}` }, told(say.actions.back, { part: before.title })) : element("span", {}),
    after ? element("a", { href: `#${after.id}` }, told(say.actions.next, { part: after.title })) : "");
}

function drawCheck() {
  const every = parts();
  const owner = (message) => every.find((each) => each.owns(message.place));
  const inOrder = (messages) => messages.toSorted((a, b) => every.indexOf(owner(a)) - every.indexOf(owner(b)));
  const name = (message) => {
    const last = message.place.findLast((step) => typeof step === "string");
    return [owner(message)?.title ?? say.parts.sheet, last ? form.fieldName(last) : ""].filter(Boolean).join(" · ");
  };
  const leading = (messages) => element("ul", { class: "summary" }, inOrder(messages).map((message) => {
    const target = owner(message);
    return element("li", {},
      element("a", { href: `#${target?.id ?? "work"}`, onclick: (event) => visit(event, target, message) }, name(message)), ": ",
      element("span", { lang: "en" }, plain(message.message)));
  }));
  main.replaceChildren(
    element("h2", { id: "part-heading", tabindex: "-1" }, say.parts.check),
    element("p", { class: "note" }, say.states.private),
    element("p", { class: "buttons" },
      element("button", { type: "button", class: "first", onclick: check }, say.actions.check),
      element("button", { type: "button", onclick: download }, say.actions.save),
      element("button", { type: "button", class: "quiet", onclick: remove }, say.actions.delete)),
    verdict ? element("p", { class: "verdict" }, verdict.text) : "",
    verdict?.sentences.length
      ? element("div", {}, element("p", {}, say.states.says), element("ul", { class: "summary", lang: "en" }, verdict.sentences.map((each) => element("li", {}, each))))
      : "",
    verdict?.warnings.length
      ? element("div", {}, element("p", {}, say.states.look), leading(verdict.warnings))
      : "",
    form.messages.length ? leading(form.messages) : "",
  );
}

function visit(event, target, message) {
  event.preventDefault();
  history.pushState(null, "", `#${target?.id ?? "work"}`);
  draw(false);
  lead(main, message.place);
}

function draw(focus) {
  drawBar();
  fold.hidden = !form;
  if (form) drawParts();
  drawPart(focus);
}

function choose(ofKey) {
  save();
  const found = kept().find((each) => each.key === ofKey);
  if (found) use(found.sheet, found.key);
  draw(false);
}

function begin() {
  if (waiting) save();
  use(begun(), newKey());
  save();
  location.hash = "#work";
  draw(true);
  status.textContent = "";
}

async function opened(event) {
  const [file] = event.target.files;
  if (!file) return;
  try {
    const found = await read(root.dataset.service, await file.text());
    if (found.sheet === null || typeof found.sheet !== "object" || Array.isArray(found.sheet)) {
      throw new Error(found.mistakes.map((each) => each.message).join(" ") || file.name);
    }
    if (waiting) save();
    use(found.sheet, newKey());
    form.messages = found.mistakes;
    save();
    location.hash = "#work";
    draw(true);
    status.textContent = told(say.states.opened, { name: file.name });
  } catch (error) {
    status.textContent = error instanceof NoService ? say.states["no-reader"] : told(say.states.unreadable, { why: error.message });
  }
  event.target.value = "";
}

// Takes out what says nothing, but for the parts that every sheet has, of which it can then be said
// what is missing.
function tidy() {
  tidied(form.sheet);
  for (const name of data.schema.required ?? []) {
    if (shape(data.schema.properties[name], data.schema).type === "part") form.sheet[name] ??= {};
  }
  save();
}

function download() {
  tidy();
  const link = element("a", {
    href: URL.createObjectURL(new Blob([yaml(form.sheet)], { type: "application/yaml" })),
    download: `${form.sheet.work?.id || "sheet"}.yaml`,
  });
  link.click();
  URL.revokeObjectURL(link.href);
}

async function check() {
  tidy();
  status.textContent = say.states.busy;
  const command = `ofmkg add ${form.sheet.work?.id || "sheet"}.yaml --data my-studies`;
  let text;
  let more = { sentences: [], warnings: [] };
  try {
    const found = await checked(root.dataset.service, yaml(form.sheet));
    form.messages = found.mistakes;
    more = { sentences: found.sentences, warnings: found.warnings };
    text = found.valid ? told(say.states.valid, { command }) : told(say.states.wrong, { n: found.mistakes.length });
  } catch (error) {
    if (!(error instanceof NoService)) {
      status.textContent = told(say.states.failed, { why: error.message });
      return;
    }
    form.messages = broken(form, form.sheet);
    text = `${say.states.offline} ${form.messages.length ? told(say.states.wrong, { n: form.messages.length }) : say.states.formal}`;
  }
  verdict = { text, ...more };
  if (chosen() !== "check") history.pushState(null, "", "#check");
  draw(true);
  status.textContent = text;
}

function remove() {
  if (!confirm(say.actions.really)) return;
  clearTimeout(waiting);
  forget(key);
  form = null;
  key = null;
  const next = kept()[0];
  if (next) use(next.sheet, next.key);
  location.hash = "";
  draw(false);
}

function addAnalysis() {
  form.sheet.analyses ??= [];
  form.sheet.analyses.push({});
  save();
  location.hash = `#analysis-${form.sheet.analyses.length}`;
}

function removeAnalysis(index) {
  form.sheet.analyses.splice(index, 1);
  form.messages = [];
  save();
  location.hash = "#reading";
}

addEventListener("hashchange", () => draw(true));
addEventListener("beforeunload", () => waiting && save());

const last = kept().find((each) => each.key === lastOpen()) ?? kept()[0];
if (last) use(last.sheet, last.key);
fold.append(element("summary", {}), nav);
fold.open = matchMedia("(min-width: 60rem)").matches;
nav.addEventListener("click", (event) => {
  if (event.target.closest("a") && !matchMedia("(min-width: 60rem)").matches) fold.open = false;
});
root.replaceChildren(bar, status, element("div", { class: "desk" }, fold, main));
draw(false);
