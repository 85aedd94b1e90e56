// Shows what is wrong: at the field, and in a list that leads to the fields.

import { element } from "./code-element.js";

const key = (place) => place.join("/");

// The name of a field without the key that the message begins with.
export function plain(message) {
  return message.replace(/^[a-z_]+: /, "");
}

// Puts each message at the nearest field on the page that its place leads to; returns how many.
export function mark(root, messages) {
  for (const old of root.querySelectorAll(".wrong")) old.remove();
  for (const old of root.querySelectorAll("[aria-invalid]")) old.removeAttribute("aria-invalid");
  let shown = 0;
  for (const [index, message] of messages.entries()) {
    const box = nearest(root, message.place);
    if (!box) continue;
    shown += 1;
    const note = element("p", { class: "wrong", id: `wrong-${index}` }, plain(message.message));
    const control = box.matches("fieldset") ? box : box.querySelector("input, select, textarea") ?? box;
    const after = box.querySelector(":scope > .help, :scope > legend, :scope > label:not(.card, .tick)");
    if (after) after.after(note);
    else box.prepend(note);
    if (!control.matches("fieldset")) control.setAttribute("aria-invalid", "true");
    const before = (control.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && !id.startsWith("wrong-"));
    control.setAttribute("aria-describedby", [...before, note.id].join(" "));
    for (let at = box.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
  }
  return shown;
}

function nearest(root, place) {
  for (let length = place.length; length > 0; length -= 1) {
    const found = root.querySelector(`[data-place="${CSS.escape(key(place.slice(0, length)))}"]`);
    if (found) return found;
  }
  return null;
}

// Brings the keyboard to the field of a place.
export function lead(root, place) {
  const box = nearest(root, place);
  if (!box) return false;
  const control = box.querySelector("input, select, textarea") ?? box;
  control.focus();
  box.scrollIntoView({ block: "center" });
  return true;
}
