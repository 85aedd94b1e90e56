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
