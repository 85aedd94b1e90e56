// Asks /sparql without leaving the page, shows tables, and puts the cursor where an error is.
// What a query asks for in vain is told above the answer, with a button that leads to its line.
// Everything that comes from data is set as text, never as markup.

const form = document.getElementById("ask");
const query = document.getElementById("query");
const status = document.getElementById("status");
const answer = document.getElementById("answer");
const warnings = document.getElementById("warnings");
const inferred = document.getElementById("inferred");
const downloads = document.getElementById("downloads");
const MOST = 500;

function table(head, rows) {
  const made = document.createElement("table");
  const top = made.createTHead().insertRow();
  for (const name of head) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = name;
    top.append(cell);
  }
  const body = made.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    for (const name of head) line.insertCell().append(shown(row[name]));
  }
  return made;
}

function shown(term) {
  if (!term) return "";
  const base = "https://w3id.org/ofmkg/";
  if (term.type === "uri" && term.value.startsWith(base) && !term.value.includes("#")) {
    const link = document.createElement("a");
    link.href = "/" + term.value.slice(base.length);
    link.textContent = term.value.slice(base.length);
    return link;
  }
  return term.value;
}

function place(line, column) {
  const lines = query.value.split("\n");
  const at = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0) + column - 1;
  query.focus();
  query.setSelectionRange(at, Math.min(at + 1, query.value.length));
}

// A list of texts with their places (RFC 9651).
function warned(header) {
  const told = /"((?:[^"\\]|\\.)*)";line=(\d+);column=(\d+)/g;
  for (const [, text, line, column] of (header || "").matchAll(told)) {
    const entry = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = `${warnings.dataset.place} ${line}`;
    button.addEventListener("click", () => place(Number(line), Number(column)));
    entry.append(button, ` ${text.replace(/\\(.)/g, "$1")}`);
    warnings.append(entry);
  }
  warnings.hidden = !warnings.childElementCount;
}

async function sent(accept) {
  return fetch(inferred.checked ? "/sparql?inferred=true" : "/sparql", {
    method: "POST",
    headers: { "Content-Type": "application/sparql-query", Accept: accept },
    body: query.value,
  });
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  answer.replaceChildren();
  warnings.replaceChildren();
  warnings.hidden = true;
  downloads.hidden = true;
  status.textContent = status.dataset.waiting;
  try {
    const reply = await sent("application/sparql-results+json, text/turtle;q=0.9");
    const text = await reply.text();
    warned(reply.headers.get("Ofmkg-Warnings"));
    if (!reply.ok) {
      const problem = JSON.parse(text);
      status.textContent = problem.detail;
      if (problem.line) place(problem.line, problem.column);
      return;
    }
    const graph = !reply.headers.get("content-type").includes("json");
    if (graph) {
      const made = document.createElement("pre");
      made.textContent = text.slice(0, 100000);
      answer.append(made);
      status.textContent = "";
    } else {
      const found = JSON.parse(text);
      if ("boolean" in found) {
        status.textContent = found.boolean ? status.dataset.yes : status.dataset.no;
      } else {
        const rows = found.results.bindings;
        const more = rows.length > MOST ? `, ${status.dataset.shown}` : "";
        status.textContent = `${rows.length} ${status.dataset.rows}${more}`;
        answer.append(table(found.head.vars, rows.slice(0, MOST)));
      }
    }
    for (const link of downloads.querySelectorAll("a")) {
      link.hidden = graph !== (link.dataset.suffix === "ttl");
    }
    downloads.hidden = false;
  } catch (error) {
    status.textContent = String(error);
  }
});

downloads.addEventListener("click", async (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  event.preventDefault();
  const reply = await sent(link.dataset.accept);
  const file = document.createElement("a");
  file.href = URL.createObjectURL(await reply.blob());
  file.download = `answer.${link.dataset.suffix}`;
  file.click();
  URL.revokeObjectURL(file.href);
});
