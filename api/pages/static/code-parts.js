// The parts of the form, one on screen at a time: what they are called, and what they show.

import { element } from "./code-element.js";
import { FOLDED, defined, fieldsOf, freeId, inside } from "./code-fields.js";
import { shape } from "./code-schema.js";

const READING = ["coder", "collection", "coded_on", "framework", "text_read", "open_models", "by_developer", "note", "adopted", "adopted_reason", "licence"];
const ELSEWHERE = ["work", ...READING, "analyses", "positions", "claims", "questions", "disagreements"];

// The parts in order: {id, title, level, place, show(), begun(), owns(place)}.
export function partsOf(form) {
  const { sheet } = form;
  const top = form.data.schema;
  const root = { properties: top.properties, required: top.required ?? [], part: "Sheet" };
  const rest = Object.keys(root.properties).filter((key) => !ELSEWHERE.includes(key));
  const simple = (id, keys, level = 0) => ({
    id, level, title: form.say("parts", id),
    show: () => onlyPart(form, root, sheet, keys) ?? fieldsOf(form, root, sheet, [], { only: keys, folded: FOLDED.Sheet }),
    begun: () => keys.some((key) => filled(sheet[key])),
    owns: (place) => keys.includes(place[0]),
  });
  const parts = [simple("work", ["work"]), simple("reading", READING)];
  for (const [index, analysis] of (sheet.analyses ?? []).entries()) parts.push(...analysisParts(form, analysis, index));
  parts.push(
    {
      id: "positions", level: 0, title: form.say("parts", "positions"),
      show: () => questionsOf(form, sheet, [], ""),
      begun: () => filled(sheet.positions), owns: (place) => place[0] === "positions",
    },
    simple("claims", ["claims"]),
    simple("own", ["questions"]),
    simple("disagreements", ["disagreements"]),
  );
  if (rest.length) parts.push(simple("rest", rest));
  return parts;
}

// The fields of the one part that a page is about, which needs no frame within the page.
function onlyPart(form, root, sheet, [key, ...others]) {
  const found = shape(root.properties[key], form.data.schema);
  if (others.length || found.type !== "part") return undefined;
  const held = typeof sheet[key] === "object" ? sheet[key] : {};
  const inner = inside(form, () => {
    sheet[key] = held;
  });
  return element("div", { "data-place": key, tabindex: "-1" }, fieldsOf(inner, found, held, [key], { folded: FOLDED[found.part] }));
}

function filled(value) {
  return value !== undefined && value !== "" && !(typeof value === "object" && !Object.keys(value).length);
}

function analysisShape(form) {
  return shape(form.data.schema.properties.analyses, form.data.schema).items;
}

function analysisParts(form, analysis, index) {
  const found = analysisShape(form);
  const place = ["analyses", index];
  const id = `analysis-${index + 1}`;
  const vector = form.thing("MisuseVector", analysis.vector)?.label ?? `${form.fieldName("vector")} ${index + 1}`;
  const within = (other) => other[0] === "analyses" && other[1] === index;
  const codings = () => analysis.codings ?? [];
  const heads = Object.keys(found.properties).filter((key) => !["codings", "positions"].includes(key));
  const steps = form.steps().map((step) => ({
    id: `${id}-${step.id}`, level: 1, title: step.label, group: vector, step,
    show: () => stepOf(form, found, analysis, place, step),
    begun: () => codings().some((each) => each.step === step.id && each.outcome),
    owns: (other) => within(other) && other[2] === "codings" && codings()[other[3]]?.step === step.id,
  }));
  const own = (other) => within(other) && !steps.some((each) => each.owns(other)) && other[2] !== "positions";
  return [
    {
      id, level: 0, title: vector, group: vector, index, removable: true,
      show: () => fieldsOf(form, found, analysis, place, { only: ["vector", "study", ...heads].filter((k, n, all) => all.indexOf(k) === n), folded: FOLDED.Analysis }),
      begun: () => Boolean(analysis.vector), owns: own,
    },
    ...steps,
    {
      id: `${id}-questions`, level: 1, title: form.say("parts", "questions"), group: vector,
      show: () => questionsOf(form, analysis, place, analysis.vector),
      begun: () => filled(analysis.positions),
      owns: (other) => within(other) && other[2] === "positions",
    },
  ];
}

// A step: its fields, with its criteria beside them.
function stepOf(form, found, analysis, place, step) {
  const coding = shape(found.properties.codings, form.data.schema).items;
  const held = analysis.codings?.find((each) => each.step === step.id) ?? { step: step.id };
  const index = analysis.codings?.indexOf(held) ?? 0;
  const inner = inside(form, () => {
    analysis.codings ??= [];
    if (!analysis.codings.includes(held)) analysis.codings.push(held);
  });
  const here = [...place, "codings", index < 0 ? analysis.codings.length : index];
  const first = ["outcome", "lower_bound", "rationale", "missing", "locator"];
  const order = [...first, ...Object.keys(coding.properties)].filter((key, n, all) => all.indexOf(key) === n);
  return element(
    "div",
    { class: "beside" },
    element("div", { "data-place": here.join("/"), tabindex: "-1" },
      fieldsOf(inner, coding, held, here, { only: order, without: ["step"], folded: FOLDED.Coding })),
    element("aside", { "aria-labelledby": "criteria-heading" },
      element("h3", { id: "criteria-heading" }, form.say("parts", "criteria")),
      element("p", {}, step.text),
      element("dl", {}, step.criteria.map((each) => [element("dt", {}, each.label), element("dd", {}, each.text)]))),
  );
}

// The questions that concern a vector, step by step, each with the answers that are recorded.
function questionsOf(form, owner, place, vector) {
  const held = () => owner.positions ?? [];
  const every = form.questions();
  const near = (question) => !vector || form.concerns(question, vector) || held().some((each) => each.question === question.id);
  const box = element("div", {});
  const draw = (all) => {
    const shown = every.filter((each) => all || near(each));
    const groups = [...form.steps(), { id: "", label: form.say("parts", "all-steps") }];
    const first = (question) => form.steps().find((step) => question.steps.includes(step.id))?.id ?? "";
    box.replaceChildren(
      ...groups.map((step) => {
        const own = shown.filter((each) => first(each) === step.id);
        return own.length
          ? element("section", {}, element("h3", {}, step.label), own.map((each) => questionOf(form, owner, place, each)))
          : "";
      }),
      unknown(form, owner, place, every),
    );
  };
  draw(false);
  if (every.every(near)) return box;
  const all = element("input", { type: "checkbox", id: "all-questions", onchange: (event) => draw(event.target.checked) });
  return [element("p", {}, element("label", { class: "tick" }, all, element("span", {}, form.say("actions", "all-questions")))), box];
}

function unknown(form, owner, place, every) {
  const known = new Set(every.map((each) => each.id));
  const others = [...new Set((owner.positions ?? []).map((each) => each.question))].filter((id) => !known.has(id));
  return element("div", {}, others.map((id) =>
    questionOf(form, owner, place, { id, label: id ?? form.fieldName("question"), text: "", answers: [], steps: [], vectors: [] })));
}

function questionOf(form, owner, place, question) {
  const items = shape(form.data.schema.properties.positions, form.data.schema).items;
  const here = [...place, "positions"];
  const list = element("div", { class: "rows" });
  const count = element("span", { class: "count" });
  const mine = () => (owner.positions ?? []).filter((each) => each.question === question.id);
  const answered = Object.create(form);
  answered.offered = (kind) => (kind === "answer" && question.answers.length ? question.answers : form.offered(kind));
  const row = (position) => {
    const at = [...here, owner.positions.indexOf(position)];
    const label = question.answers.find((each) => each.id === position.answer)?.label ?? position.id ?? "";
    return element(
      "fieldset",
      { class: "row", "data-place": at.join("/"), tabindex: "-1" },
      element("legend", {}, `${form.fieldName("answer")} ${mine().indexOf(position) + 1}${label ? `: ${label}` : ""}`),
      fieldsOf(answered, items, position, at, { without: question.id === undefined ? [] : ["question"], only: order(items), folded: FOLDED.Position }),
      element("button", { type: "button", class: "quiet", onclick: () => remove(position) },
        form.say("actions", "remove", { what: `${question.label}, ${mine().indexOf(position) + 1}` })),
    );
  };
  const draw = () => {
    list.replaceChildren(...mine().map(row));
    count.textContent = mine().length ? ` (${mine().length})` : "";
  };
  const remove = (position) => {
    owner.positions.splice(owner.positions.indexOf(position), 1);
    if (!owner.positions.length) delete owner.positions;
    form.changed(here);
    draw();
    adding.focus();
  };
  const adding = element("button", {
    type: "button",
    onclick: () => {
      owner.positions ??= [];
      owner.positions.push({ id: freeId("p", form.sheet), question: question.id });
      form.changed(here);
      draw();
      list.lastElementChild.querySelector("input, select, textarea")?.focus();
    },
  }, form.say("actions", "answer"));
  draw();
  return element(
    "details",
    { class: "question", open: mine().length > 0 },
    element("summary", {}, question.label, count),
    question.text ? element("p", {}, defined(form, question.text)) : "",
    list,
    adding,
  );
}

function order(items) {
  const first = ["answer", "mode", "statement", "locator"];
  return [...first, ...Object.keys(items.properties)].filter((key, n, all) => all.indexOf(key) === n);
}
