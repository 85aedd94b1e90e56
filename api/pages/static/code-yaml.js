// Writes a sheet as YAML. Every value is a text in double quotes as JSON writes it, which every reader
// of YAML takes for the same text; so nothing is guessed at.

// What YAML takes for the end of a line, or does not allow, though JSON does.
const UNPRINTABLE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;
const PLAIN = /^[a-z]+(_[a-z]+)*$/;
const GUESSED = new Set(["y", "n", "yes", "no", "on", "off", "true", "false", "null"]);

function quoted(text) {
  const escaped = (sign) => "\\u" + sign.charCodeAt(0).toString(16).padStart(4, "0");
  return JSON.stringify(String(text)).replace(UNPRINTABLE, escaped);
}

function keyed(key) {
  return PLAIN.test(key) && !GUESSED.has(key) ? key : quoted(key);
}

function* lines(value, indent) {
  for (const [key, held] of Object.entries(value)) {
    if (Array.isArray(held) && held.length) {
      yield `${indent}${keyed(key)}:`;
      for (const item of held) yield* itemLines(item, indent);
    } else if (Array.isArray(held)) {
      yield `${indent}${keyed(key)}: []`;
    } else if (held !== null && typeof held === "object" && !Object.keys(held).length) {
      yield `${indent}${keyed(key)}: {}`;
    } else if (held !== null && typeof held === "object") {
      yield `${indent}${keyed(key)}:`;
      yield* lines(held, indent + "  ");
    } else {
      yield `${indent}${keyed(key)}: ${quoted(held)}`;
    }
  }
}

function* itemLines(item, indent) {
  if (item === null || typeof item !== "object") {
    yield `${indent}- ${quoted(item)}`;
    return;
  }
  let dash = "- ";
  for (const line of lines(item, indent + "  ")) {
    yield `${indent}${dash}${line.slice(indent.length + 2)}`;
    dash = "  ";
  }
}

// The sheet as text; values are texts, lists and objects of these.
export function yaml(sheet) {
  return [...lines(sheet, "")].join("\n") + "\n";
}
