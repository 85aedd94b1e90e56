// What pages gain where they are files: forms lead to files, and words are searched for in the browser.
// Everything that comes from data is set as text, never as markup.

(() => {
  const root = document.currentScript.dataset.root;
  const ours = document.documentElement.lang === "en" ? root : `${root}${document.documentElement.lang}/`;
  const asked = document.getElementById("asked");
  if (asked) asked.textContent = decodeURIComponent(location.hash.slice(1)) || "/";

  const loaded = (name) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    Object.assign(script, { src: `${root}static/${name}`, onload: resolve, onerror: reject });
    document.head.append(script);
  });

  // The name of the file in which an answer stands, as the files were named.
  const safe = (text) => text.replace(/[^\p{L}\p{N}_./-]|\.\./gu, (each) =>
    [...each].map((sign) => `_${sign.codePointAt(0).toString(16)}`).join(""));

  for (const form of document.querySelectorAll("main form[action]")) {
    const action = form.getAttribute("action");
    if (action.startsWith("#") || /(^|\/)search\.html$/.test(action)) continue;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const given = [...new FormData(form)].filter(([, value]) => value !== "");
      const pair = given.length === 2 && given.every(([name]) => name === "a" || name === "b");
      const values = given.map(([, value]) => value).sort();
      const sorted = pair ? [["a", values[0]], ["b", values[1]]] : given.sort();
      const query = sorted.map(([name, value]) => `~${safe(name)}=${safe(value)}`).join("");
      const stem = action.replace(/#.*$/, "").replace(/(~[^/]*)?\.html$/, "");
      await loaded("asked.js");
      const here = new URL(`${stem}${query}.html`, location.href).href;
      const top = new URL(ours || ".", location.href).href;
      const name = decodeURIComponent(here.slice(top.length));
      const there = !query || globalThis.ofmkgAsked.has(name);
      const address = `/${name.replace(/(~.*)?\.html$/, "")}?${new URLSearchParams(given)}`;
      location.href = there ? here : `${ours}absent.html#${address}`;
    });
  }

  const index = globalThis.ofmkgSearch;
  if (!index) return;
  const MOST = 200;
  const folded = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").normalize("NFC").toLowerCase();
  // English endings do not count; words in other writings are looked for anywhere, without spaces.
  const stem = (word) => word.length > 4 ? word.replace(/(ations?|ing|ed|es|s|e)$/, "") : word;
  const latin = (word) => /^[\p{Script=Latin}\p{N}-]+$/u.test(word);
  const wordsOf = (text) => folded(text).match(/[\p{L}\p{N}]+/gu) ?? [];

  const things = index.entries.map(([file, label, kind, said, id, ...others]) => ({
    file, label, kind, said, id, others, texts: [label, ...others].map(folded),
    words: new Set([label, id, ...others].flatMap(wordsOf)),
  }));

  // How well a word is met: 0 in the name, 1 whole, 2 with another ending; nothing if it is not there.
  function met(thing, word) {
    if (!latin(word)) {
      const bare = word.replace(/\s/g, "");
      const at = thing.texts.findIndex((text) => text.replace(/\s/g, "").includes(bare));
      return at < 0 ? undefined : Math.min(at, 1);
    }
    if (wordsOf(thing.label).includes(word)) return 0;
    if (thing.words.has(word)) return 1;
    const root = stem(word);
    return root.length > 2 && [...thing.words].some((each) => each.startsWith(root)) ? 2 : undefined;
  }

  function found(words, kind) {
    const hits = [];
    for (const thing of things) {
      if (kind && index.kinds[thing.kind] !== kind) continue;
      const each = words.map((word) => met(thing, word));
      if (each.every((one) => one !== undefined)) hits.push({ thing, how: each.reduce((a, b) => a + b, 0) });
    }
    const order = new Map(things.map((thing, place) => [thing, place]));
    const exact = words.join(" ");
    const first = ({ thing }) => [thing.id, thing.texts[0]].includes(exact) ? 0 : 1;
    return hits.sort((a, b) => first(a) - first(b) || a.how - b.how || order.get(a.thing) - order.get(b.thing));
  }

  // Letters that have to change to make one word of another; more than two are not counted.
  function distance(a, b) {
    if (Math.abs(a.length - b.length) > 2) return 3;
    let row = Array.from({ length: b.length + 1 }, (_, n) => n);
    for (let i = 1; i <= a.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= b.length; j += 1) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      }
      row = next;
    }
    return row[b.length];
  }

  function spelled(word) {
    if (word.length < 4 || things.some((thing) => met(thing, word) !== undefined)) return word;
    const every = [...new Set(things.flatMap((thing) => [...thing.words]))];
    const near = every.map((each) => [distance(word, each), each]).sort(([a], [b]) => a - b)[0];
    return near && near[0] <= (word.length > 6 ? 2 : 1) ? near[1] : word;
  }

  const given = new URLSearchParams(location.search);
  const field = document.getElementById("q");
  const choice = document.getElementById("kind");
  const text = (given.get("q") ?? "").trim();
  const kind = given.get("kind") ?? "";
  if (!text && !kind) return;
  field.value = text;
  choice.value = kind;
  let words = folded(text).split(/\s+/).filter(Boolean);
  let hits = found(words, kind);
  let told = "";
  if (!hits.length && words.length) {
    words = words.map(spelled);
    hits = found(words, kind);
    told = hits.length ? `${index.words.instead} (${words.join(" ")})` : index.words.none;
  }
  if (hits.length > MOST) told = index.words.more;
  const main = document.getElementById("main");
  const form = field.form;
  while (form.nextSibling) form.nextSibling.remove();
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  status.textContent = told || String(hits.length);
  main.append(status);
  let list;
  let shown;
  const groups = Map.groupBy ? Map.groupBy(hits.slice(0, MOST), ({ thing }) => thing.kind) : null;
  const grouped = groups ? [...groups].flatMap(([, those]) => those) : hits.slice(0, MOST);
  for (const { thing } of grouped) {
    if (thing.kind !== shown) {
      shown = thing.kind;
      const heading = document.createElement("h2");
      heading.textContent = index.labels[thing.kind];
      list = document.createElement("ol");
      list.className = "found";
      main.append(heading, list);
    }
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = root + thing.file;
    link.textContent = thing.label;
    const note = document.createElement("span");
    note.className = "note";
    note.textContent = thing.id;
    if (thing.said) item.append(`${thing.said}: `);
    item.append(link, " ", note);
    const where = thing.others.find((other) => words.some((word) => folded(other).includes(stem(word))));
    if (where && !words.every((word) => folded(thing.label).includes(stem(word)))) {
      item.append(document.createElement("br"), where.length > 240 ? `${where.slice(0, 240)}…` : where);
    }
    list.append(item);
  }
})();
