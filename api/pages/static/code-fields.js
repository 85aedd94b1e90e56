// Fields of the form, made from the schema: each writes into the part of the sheet that it belongs to.

import { element } from "./code-element.js";
import { shape, variantOf } from "./code-schema.js";

const LONG = new Set([
  "statement", "rationale", "note", "text", "definition", "definition_ko", "ambiguity", "actor_note",
  "result", "comparison", "measure", "design", "caveats", "missing", "intervals", "significance", "explanation",
]);
const AS_CARDS = new Set(["Coding.outcome", "TextRead.extent", "Position.answer", "Position.mode"]);
const MANY = 30; // beyond these, ids are typed with suggestions instead of ticked

export function idOf(place) {
  return "f-" + place.join("-").replace(/[^\w-]/g, "");
}

// In Korean pages, what is there in English only says so to screen readers.
function spoken(form, text) {
  return form.data.language === "ko" && text && !/[\uac00-\ud7a3]/.test(text) ? { lang: "en" } : {};
}

export function defined(form, text, more = "") {
  return element("span", { class: `note ${more}`, ...spoken(form, text) }, text);
}

// The fields of a part of a sheet: those that are needed and usual first, the others folded.
export function fieldsOf(form, found, owner, place, options = {}) {
  const { only, without = [], folded = [], part = found.part } = options;
  const keys = (only ?? Object.keys(found.properties)).filter(
    (key) => key in found.properties && !without.includes(key),
  );
  const make = (key) => field(form, part, key, found.properties[key], owner, place, found.required.includes(key));
  const shown = keys.filter((key) => !folded.includes(key));
  const rest = keys.filter((key) => folded.includes(key));
  const made = shown.map(make);
  if (rest.length) {
    const open = rest.some((key) => owner[key] !== undefined);
    made.push(
      element("details", { class: "rest", open }, element("summary", {}, form.say("actions", "more")), rest.map(make)),
    );
  }
  return made;
}

// One field, with its name, what it asks for, and a place for what is wrong.
export function field(form, part, key, given, owner, place, needed) {
  const found = shape(given, form.data.schema);
  const here = [...place, key];
  const about = { form, part, key, found, owner, here, needed, name: form.fieldName(key), help: form.help(part, key) };
  if (found.type === "part") return partField(about);
  if (found.type === "variants") return variantsField(about);
  if (found.type === "list") return listField(about);
  if (found.type === "truth") return truthField(about);
  const offered = found.choices?.map((id) => ({ id, label: form.data.say.actions[id] ?? id })) ?? form.offered(found.kind);
  if (offered && AS_CARDS.has(`${part}.${key}`)) return cardsField(about, offered);
  if (offered) return selectField(about, offered);
  return textField(about);
}

function put(about, value) {
  if (value === "" || value === undefined) delete about.owner[about.key];
  else about.owner[about.key] = value;
  about.form.changed(about.here);
}

function title(about) {
  const star = element("span", { class: "needed", "aria-hidden": "true" }, " *");
  return about.needed ? [about.name, star] : [about.name];
}

function helpOf(about) {
  const initial = about.found.initial;
  const usual = about.found.type === "truth" && typeof initial === "boolean"
    ? about.form.say("actions", "usual", { value: about.form.data.say.actions[initial ? "yes" : "no"] }) : "";
  const text = [about.help, usual].filter(Boolean).join(" ");
  return text ? element("p", { class: "note help", id: `${idOf(about.here)}-help` }, text) : null;
}

function described(about, help) {
  return help ? { "aria-describedby": `${idOf(about.here)}-help` } : {};
}

function labelled(about, control, ...after) {
  const help = helpOf(about);
  for (const [key, value] of Object.entries(described(about, help))) control.setAttribute(key, value);
  if (about.needed) control.setAttribute("aria-required", "true");
  return element(
    "div",
    { class: "field", "data-place": about.here.join("/") },
    element("label", { for: control.id }, title(about)),
    help,
    control,
    after,
  );
}

function input(about, value, write, long) {
  const control = element(long ? "textarea" : "input", {
    id: idOf(about.here),
    rows: long ? 2 : null,
    type: long ? null : "text",
    inputmode: about.found.type === "number" ? "numeric" : null,
    autocomplete: "off",
    spellcheck: about.found.pattern ? "false" : null,
    oninput: (event) => write(event.target.value),
  });
  control.value = value ?? "";
  return control;
}

function textField(about) {
  const control = input(about, about.owner[about.key], (value) => put(about, value), LONG.has(about.key));
  if (about.found.pattern && !LONG.has(about.key)) control.classList.add("short");
  return labelled(about, control);
}

function truthField(about) {
  const { actions } = about.form.data.say;
  const offered = ["yes", "no"].map((id) => ({ id, label: actions[id] }));
  return selectField(about, offered);
}

export function options(form, offered, chosen, empty) {
  const known = offered.some((each) => each.id === chosen);
  return [
    element("option", { value: "" }, empty),
    chosen && !known ? element("option", { value: chosen, selected: true }, chosen) : null,
    offered.map((each) => element("option", { value: each.id, selected: each.id === chosen, ...spoken(form, each.label) }, each.label)),
  ];
}

function selectField(about, offered) {
  const { form, owner, key } = about;
  const meaning = element("p", { class: "note meaning" });
  const explain = () => {
    const text = offered.find((each) => each.id === owner[key])?.text ?? "";
    meaning.replaceChildren(text ? defined(form, text) : "");
  };
  const control = element("select", {
    id: idOf(about.here),
    onchange: (event) => {
      put(about, event.target.value);
      explain();
      if (key === "vector") form.redraw(); // what can be named depends on it
    },
  }, options(form, offered, owner[key], form.say("actions", "choose")));
  explain();
  return labelled(about, control, meaning);
}

// A choice among few things, each with what it means beside it.
export function cardsField(about, offered) {
  const { form, owner, key, here } = about;
  const help = helpOf(about);
  const id = idOf(here);
  return element(
    "fieldset",
    { class: "field cards", "data-place": here.join("/"), id: `${id}-set`, ...described(about, help) },
    element("legend", {}, title(about)),
    help,
    offered.map((each, index) =>
      element(
        "label",
        { class: "card" },
        element("input", {
          type: "radio", name: id, value: each.id, id: index ? `${id}-${index}` : id, checked: owner[key] === each.id,
          "aria-describedby": each.text ? `${id}-${index}-text` : null,
          onchange: () => put(about, each.id),
        }),
        element("span", {}, element("strong", spoken(form, each.label), each.label)),
        each.text ? element("span", { class: "note", id: `${id}-${index}-text`, ...spoken(form, each.text) }, each.text) : null,
      ),
    ),
  );
}

function partField(about) {
  const { form, found, owner, key, here } = about;
  const held = typeof owner[key] === "object" ? owner[key] : {};
  const inner = inside(form, () => {
    if (owner[key] !== held) owner[key] = held;
  });
  return element(
    "fieldset",
    { class: "field group", "data-place": here.join("/"), tabindex: "-1" },
    element("legend", {}, title(about)),
    fieldsOf(inner, found, held, here, { folded: FOLDED[found.part] }),
  );
}

// The same form, which does something first whenever something changes within.
export function inside(form, first) {
  const made = Object.create(form);
  made.changed = (place) => {
    first();
    form.changed(place);
  };
  return made;
}

function variantsField(about) {
  const { form, found, owner, key, here, name } = about;
  const body = element("div", {});
  const chosen = variantOf(owner[key], found.variants);
  const show = (index) => {
    const each = { ...about, found: found.variants[index] };
    body.replaceChildren(ofShape(each));
  };
  const label = (each) => (each.type === "part" ? Object.keys(each.properties).map((k) => form.fieldName(k)).join(", ") : name);
  const control = element("select", {
    id: `${idOf(here)}-form`,
    onchange: (event) => {
      delete owner[key];
      form.changed(here);
      show(Number(event.target.value));
    },
  }, found.variants.map((each, index) => element("option", { value: index, selected: index === chosen }, label(each))));
  show(chosen);
  return element(
    "div",
    { class: "field" },
    element("label", { for: control.id }, form.say("actions", "one-of", { name })),
    control,
    body,
  );
}

function ofShape(about) {
  if (about.found.type === "part") return partField(about);
  if (about.found.type === "list") return listField(about);
  return textField(about);
}

function listField(about) {
  const { items } = about.found;
  const offered = items.choices?.map((id) => ({ id, label: id })) ?? about.form.offered(items.kind);
  if (items.type === "part" || items.type === "variants") return rowsField(about);
  if (offered && offered.length <= MANY) return ticksField(about, about.key === "threats" ? narrower(about, offered) : offered);
  return linesField(about, offered);
}

// Threats within the vector of an analysis, and what is ticked already; all while it has none.
function narrower(about, offered) {
  const { form, owner, key } = about;
  const own = (each) => each.id !== owner.vector && form.above(each.id).includes(owner.vector);
  return owner.vector ? offered.filter((each) => own(each) || owner[key]?.includes(each.id)) : offered;
}

function ticksField(about, offered) {
  const { form, owner, key, here } = about;
  const id = idOf(here);
  const held = () => owner[key] ?? [];
  const help = helpOf(about);
  const tick = (each, on) => {
    const order = offered.map((other) => other.id);
    const kept = held().filter((other) => other !== each.id);
    const next = on ? [...kept, each.id].sort((a, b) => order.indexOf(a) - order.indexOf(b)) : kept;
    put(about, next.length ? next : undefined);
  };
  return element(
    "fieldset",
    { class: "field ticks", "data-place": here.join("/"), id, tabindex: "-1", ...described(about, help) },
    element("legend", {}, title(about)),
    help,
    element("div", { class: "columns" }, offered.map((each, index) =>
      element(
        "label",
        { class: "tick" },
        element("input", { type: "checkbox", id: `${id}-${index}`, checked: held().includes(each.id), onchange: (event) => tick(each, event.target.checked) }),
        element("span", { ...spoken(form, each.label), title: each.text ?? null }, each.label),
      ),
    )),
  );
}

// A list of texts, one field each; an empty field more stands at the end.
function linesField(about, offered) {
  const { form, owner, key, here, name } = about;
  const id = idOf(here);
  const help = helpOf(about);
  const box = element("div", { class: "lines" });
  const suggestions = offered ?? (key === "about" ? form.data.about : null);
  const line = (value, index) => {
    const one = { ...about, here: [...here, index], found: about.found.items };
    const control = input(one, value, (text) => write(index, text), LONG.has(key));
    control.setAttribute("aria-label", form.say("actions", "line", { name, n: index + 1 }));
    if (suggestions) control.setAttribute("list", `${id}-list`);
    return element("div", { class: "field line", "data-place": one.here.join("/") }, control);
  };
  const write = (index, text) => {
    const held = owner[key] ?? [];
    held[index] = text;
    while (held.length && !held[held.length - 1]) held.pop();
    put(about, held.length ? held : undefined);
    if (index === box.children.length - 1 && text) box.append(line("", index + 1));
  };
  const held = owner[key] ?? [];
  box.append(...[...held, ""].map(line));
  return element(
    "fieldset",
    { class: "field", "data-place": here.join("/"), id, tabindex: "-1", ...described(about, help) },
    element("legend", {}, title(about)),
    help,
    box,
    suggestions
      ? element("datalist", { id: `${id}-list` }, suggestions.map((each) => element("option", { value: each.id }, each.label)))
      : null,
  );
}

// A list of parts, each a group of fields that can be taken away.
export function rowsField(about) {
  const { form, owner, key, here } = about;
  const box = element("div", { class: "rows" });
  const rows = () => (Array.isArray(owner[key]) ? owner[key] : []);
  const draw = () => box.replaceChildren(...rows().map((row, index) => rowOf(about, row, index, remove)));
  const remove = (index) => {
    rows().splice(index, 1);
    if (!rows().length) delete owner[key];
    form.changed(here);
    draw();
    adding.focus();
  };
  const adding = element("button", {
    type: "button",
    id: `${idOf(here)}-add`,
    onclick: () => {
      owner[key] = [...rows(), fresh(about, rows())];
      form.changed(here);
      draw();
      box.lastElementChild.querySelector("input, select, textarea")?.focus();
    },
  }, form.say("actions", "add", { what: itemName(about) }));
  draw();
  return element(
    "fieldset",
    { class: "field list", "data-place": here.join("/"), tabindex: "-1" },
    element("legend", {}, title(about)),
    helpOf(about),
    box,
    adding,
  );
}

// What one of a list is called; if that is not known, as the list.
function itemName(about) {
  return about.form.data.say.items[about.found.items.part] ?? about.name;
}

function fresh(about, rows) {
  const { items } = about.found;
  if (items.type === "part" && items.properties.id && about.key === "positions") {
    return { id: freeId("p", about.form.sheet) };
  }
  return items.type === "part" || rows.length >= 0 ? {} : "";
}

// An id that no position of the sheet has.
export function freeId(stem, sheet) {
  const every = [sheet.positions, ...(sheet.analyses ?? []).map((each) => each.positions)];
  const taken = new Set(every.flatMap((each) => each ?? []).map((each) => each.id));
  let number = 1;
  while (taken.has(`${stem}${number}`)) number += 1;
  return `${stem}${number}`;
}

function rowOf(about, row, index, remove) {
  const { form, found, here } = about;
  const place = [...here, index];
  const heading = `${itemName(about)} ${index + 1}`;
  let body;
  if (found.items.type === "variants") {
    body = variantRow(about, row, index, place);
  } else {
    body = fieldsOf(form, found.items, row, place, { folded: FOLDED[found.items.part] ?? [] });
  }
  return element(
    "fieldset",
    { class: `row of-${found.items.part}`, "data-place": place.join("/"), tabindex: "-1" },
    element("legend", {}, heading),
    body,
    element("button", { type: "button", class: "quiet", onclick: () => remove(index) }, form.say("actions", "remove", { what: heading })),
  );
}

// What is folded away in each part, since few sheets need it.
export const FOLDED = {
  Coding: ["basis", "confidence", "alternative", "ambiguity", "independent", "note"],
  Position: ["basis", "confidence", "vectors", "stands_in_for", "note", "id"],
  Claim: ["step", "confidence", "expresses", "relations", "collection"],
  Evidence: ["comparison", "measure", "intervals", "significance", "models", "releases", "date"],
  Sheet: ["adopted", "adopted_reason", "licence"],
  Work: ["volume", "issue", "pages", "edition", "number", "publisher", "isbn", "note"],
  Author: ["suffix", "name"],
  TextRead: ["through", "version", "note"],
  Analysis: ["adopted", "study", "actor_note", "note"],
  Disagreement: ["about", "question_note", "vectors"],
  Party: ["side_basis"],
};

function variantRow(about, row, index, place) {
  const { form, found, owner, key } = about;
  const holder = { value: typeof row === "object" && !Object.keys(row).length ? undefined : row };
  const inner = inside(form, () => {
    owner[key][index] = holder.value ?? {};
  });
  const made = variantsField({ ...about, form: inner, found: found.items, owner: holder, key: "value", here: place });
  return [made];
}
