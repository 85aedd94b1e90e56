// What the schema alone can tell of a sheet, where there is no service to check it.

import { shape, variantOf } from "./code-schema.js";

// Mistakes as the service tells them: {place, message}.
export function broken(form, sheet) {
  const { schema } = form.data;
  return [...inPart({ properties: schema.properties, required: schema.required ?? [] }, sheet, [], form)];
}

function* inPart(part, value, place, form) {
  const words = form.data.say.states;
  for (const key of part.required) {
    if (value[key] === undefined) yield { place: [...place, key], message: `${key}: ${words.missing}` };
  }
  for (const [key, held] of Object.entries(value)) {
    const field = part.properties[key];
    if (field) yield* inValue(shape(field, form.data.schema), held, [...place, key], form);
  }
}

function* inValue(found, value, place, form) {
  const key = place.findLast((step) => typeof step === "string");
  const words = form.data.say.states;
  if (found.type === "variants") {
    yield* inValue(found.variants[variantOf(value, found.variants)], value, place, form);
  } else if (found.type === "list" && Array.isArray(value)) {
    for (const [index, each] of value.entries()) yield* inValue(found.items, each, [...place, index], form);
  } else if (found.type === "part" && typeof value === "object") {
    yield* inPart(found, value, place, form);
  } else if (typeof value === "string") {
    const known = form.known(found.kind);
    if (known && !known.has(value)) yield { place, message: `${key}: ${value} ${words.unknown}` };
    else if (found.pattern && !new RegExp(found.pattern, "u").test(value)) {
      yield { place, message: `${key}: ${value} ${words.pattern}` };
    }
  }
}
