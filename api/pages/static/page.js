// What every page gains where scripts run; all of it can be read without.

// "/" leads to the search field, as in many reference works.
document.addEventListener("keydown", (event) => {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    document.getElementById("search")?.focus();
  }
});

// What can be quoted is copied as plain text, paragraph by paragraph, with the address of the page.
for (const button of document.querySelectorAll("button[data-copy]")) {
  const quoted = document.getElementById(button.dataset.copy);
  const status = button.parentElement.querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    const lines = [...quoted.querySelectorAll("p")].map((each) => each.textContent.trim().replace(/\s+/g, " "));
    try {
      await navigator.clipboard.writeText([...lines, ...("alone" in button.dataset ? [] : [location.href])].join("\n"));
      status.textContent = button.dataset.done;
    } catch {
      // No clipboard, as on an address without encryption: the text is marked, ready to be copied.
      getSelection().selectAllChildren(quoted);
    }
  });
}

// Folded sections: all at once, those that an address leads into, and every one for print.
const sections = document.querySelectorAll("details.section");
for (const button of document.querySelectorAll("button[data-unfold]")) {
  const [unfold, fold] = [button.textContent, button.dataset.unfold];
  button.parentElement.hidden = false;
  button.addEventListener("click", () => {
    const open = button.textContent === unfold;
    for (const section of sections) section.open = open;
    button.textContent = open ? fold : unfold;
  });
}
const reveal = () => {
  const named = decodeURIComponent(location.hash.slice(1));
  const target = named ? document.getElementById(named) : null;
  for (let at = target?.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
  if (target) target.scrollIntoView();
};
if (sections.length) {
  addEventListener("hashchange", reveal);
  reveal();
  addEventListener("beforeprint", () => {
    for (const section of sections) section.open = true;
  });
}

// A menu closes when it is left: by a click elsewhere, or by Escape, which leads back to its name.
const menus = document.querySelectorAll(".menu details");
document.addEventListener("click", (event) => {
  for (const menu of menus) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus) {
    if (menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  }
});

// A figure as a picture: drawn by the browser itself, with the fonts it has, twice as fine as on screen.
async function picture(address) {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = 2 * image.naturalWidth;
  canvas.height = 2 * image.naturalHeight;
  const context = canvas.getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

// From a disk a browser draws none.
const figures = location.protocol === "file:" ? [] : document.querySelectorAll("a[data-figure]");
for (const figure of figures) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "PNG";
  button.addEventListener("click", async () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await picture(figure.href));
    link.download = new URL(figure.href).pathname.split("/").pop().replace(/svg$/, "png");
    link.click();
    URL.revokeObjectURL(link.href);
  });
  figure.after(" ", button);
}

// Tables are sorted by a click on a heading, and sifted by words; the service sorts and sifts, too.
const order = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });
for (const table of document.querySelectorAll("table[data-sort]")) {
  const heads = [...table.tHead.rows[0].cells];
  const bodies = [...table.tBodies];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    if (head.querySelector("a")) {
      button.textContent = "↕"; // beside a heading that leads elsewhere
      button.setAttribute("aria-label", head.textContent.trim());
      head.append(" ");
    } else {
      button.append(...head.childNodes);
    }
    head.append(button);
    button.addEventListener("click", () => {
      const back = head.getAttribute("aria-sort") === "ascending";
      for (const each of heads) each.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", back ? "descending" : "ascending");
      const text = (row) => row.cells[column]?.textContent.trim() ?? "";
      for (const body of bodies) {
        const rows = [...body.rows].filter((row) => row.cells.length === heads.length);
        rows.sort((a, b) => (back ? -1 : 1) * order.compare(text(a), text(b)));
        body.append(...rows);
      }
    });
  });
}
for (const field of document.querySelectorAll("input[data-sift]")) {
  const rows = [...document.querySelectorAll(field.dataset.sift)];
  field.closest("[hidden]")?.removeAttribute("hidden");
  field.addEventListener("input", () => {
    const wanted = field.value.trim().toLowerCase().split(/\s+/);
    for (const row of rows) row.hidden = !wanted.every((word) => row.textContent.toLowerCase().includes(word));
  });
}
