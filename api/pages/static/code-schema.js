// Reads the JSON Schema of a sheet: what a field holds, and what a part of a sheet says.

function named(reference) {
  return reference.split("/").pop();
}

function followed(field, root) {
  const reference = field.$ref ?? field.allOf?.[0]?.$ref;
  if (!reference) return field;
  const name = named(reference);
  return { ...root.$defs[name], ...field, $ref: undefined, allOf: undefined, part: name };
}

// What a field holds: `type` is text, number, truth, list, part or variants; of a list `items`,
// of variants `variants`; `kind` is the kind of thing that it names, `choices` a fixed list.
export function shape(field, root) {
  const found = followed(field, root);
  const base = { kind: found["x-kind"], initial: found.default, pattern: found.pattern };
  const forms = (found.anyOf ?? found.oneOf)?.filter((form) => form.type !== "null");
  if (forms?.length === 1) {
    const inner = shape(forms[0], root);
    return { ...inner, kind: base.kind ?? inner.kind, initial: base.initial };
  }
  if (forms) {
    const shapes = forms.map((form) => shape(form, root));
    if (shapes.some((each) => each.type === "truth")) return { ...base, type: "truth" };
    // A number that may stand in words is typed as a text.
    if (shapes.some((each) => each.type === "number")) {
      return { ...base, type: shapes.every((each) => each.type === "number") ? "number" : "text" };
    }
    if (shapes.every((each) => each.type === "text")) return { ...base, ...shapes[0], kind: base.kind };
    return { ...base, type: "variants", variants: shapes };
  }
  if (found.enum) return { ...base, type: "text", choices: found.enum };
  if (found.const !== undefined) return { ...base, type: "text", choices: [found.const] };
  if (found.type === "boolean") return { ...base, type: "truth" };
  if (found.type === "integer" || found.type === "number") return { ...base, type: "number" };
  if (found.type === "array") {
    const items = shape(found.items ?? {}, root);
    return { ...base, type: "list", items: { ...items, kind: items.kind ?? base.kind }, least: found.minItems ?? 0 };
  }
  if (found.properties) {
    return { ...base, type: "part", part: found.part, properties: found.properties, required: found.required ?? [] };
  }
  return { ...base, type: "text" };
}

// Which of several shapes a value has; the last for one that is not there yet.
export function variantOf(value, variants) {
  const fits = (each) => {
    if (each.type === "list") return Array.isArray(value);
    if (each.type !== "part") return typeof value === "string";
    if (value === null || typeof value !== "object" || Array.isArray(value)) return false;
    return Object.keys(value).every((key) => key in each.properties);
  };
  const index = value === undefined ? -1 : variants.findIndex(fits);
  return index < 0 ? variants.length - 1 : index;
}

// Takes out what says nothing, in place; an empty list that is there says that there is none.
export function tidied(value) {
  if (Array.isArray(value)) {
    const kept = value.filter((each) => !isEmpty(tidied(each)));
    value.splice(0, value.length, ...kept);
  } else if (value !== null && typeof value === "object") {
    for (const [key, held] of Object.entries(value)) {
      const before = Array.isArray(held) ? held.length : 0;
      tidied(held);
      if (Array.isArray(held) ? before && !held.length : isEmpty(held)) delete value[key];
    }
  }
  return value;
}

function isEmpty(value) {
  if (value === undefined || value === null || value === "") return true;
  return typeof value === "object" && !Array.isArray(value) && !Object.keys(value).length;
}
