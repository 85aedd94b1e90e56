// What the form knows: words, things to name, and the sheet that is open.

import { told } from "./code-element.js";

export class Form {
  constructor(data, sheet, changed, redraw) {
    Object.assign(this, { data, sheet, changed, redraw });
    const answers = data.questions.flatMap((question) => question.answers);
    this.things = new Map(Object.entries(data.kinds));
    this.things.set("Question", data.questions);
    this.things.set("answer", answers);
    this.things.set("Position", answers.filter((answer) => !answer.handling));
    const found = data.words.map((id) => ({ id, label: id }));
    this.things.set("mode", [...found, ...(this.things.get("mode") ?? [])]);
    this.messages = [];
  }

  // What a field of a kind can name, with what the sheet itself adds; nothing if that is open.
  offered(kind) {
    const found = kind ? this.things.get(kind) : undefined;
    if (!found) return undefined;
    const own = this.sheet.questions ?? [];
    if (kind === "Question") return [...found, ...own.filter((each) => each.id && each.label)];
    if (kind === "answer" || kind === "Position") {
      return [...found, ...own.flatMap((each) => each.answers ?? []).filter((each) => each.id)];
    }
    return found;
  }

  known(kind) {
    const found = this.offered(kind);
    return found && new Set(found.map((each) => each.id));
  }

  thing(kind, id) {
    return this.offered(kind)?.find((each) => each.id === id);
  }

  // Questions with those of the sheet; known ones with the answers that the sheet adds.
  questions() {
    const own = this.sheet.questions ?? [];
    const known = this.data.questions.map((each) => {
      const more = own.find((other) => other.id === each.id)?.answers ?? [];
      return { ...each, answers: [...each.answers, ...more] };
    });
    const ids = new Set(known.map((each) => each.id));
    const added = own.filter((each) => each.id && !ids.has(each.id));
    return [...known, ...added.map((each) => ({ steps: [], vectors: [], answers: [], text: "", ...each, label: each.label ?? each.id }))];
  }

  steps() {
    const { frameworks } = this.data;
    return (frameworks.find((each) => each.id === this.sheet.framework) ?? frameworks[0])?.steps ?? [];
  }

  // Whether a question concerns a vector, or one above or below it.
  concerns(question, vector) {
    if (!question.vectors.length || !vector) return true;
    const over = this.above(vector);
    return question.vectors.some((each) => over.includes(each) || this.above(each).includes(vector));
  }

  // A vector and those that it is a part of.
  above(vector) {
    return [vector, ...(this.thing("MisuseVector", vector)?.within ?? []).flatMap((each) => this.above(each))];
  }

  fieldName(key) {
    return this.data.say.fields[key] ?? key.replaceAll("_", " ");
  }

  help(part, key) {
    return this.data.say.helps[`${part}.${key}`] ?? this.data.say.helps[key] ?? "";
  }

  say(group, key, values = {}) {
    return told(this.data.say[group][key], values);
  }
}
