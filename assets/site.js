// Search on a site without a server: reads those files of the index that the words need (see kg/web/site/shards.py).
const field = document.querySelector("input[data-index]");
const list = document.getElementById("found");
const results = document.getElementById("results");
const MOST = 40, CHUNK = 100, SHARDS = 256;
const kept = new Map();
let asked = 0, waiting;

function read(name) {
  const address = new URL(field.dataset.index + name, location.href);
  if (!kept.has(address.href)) kept.set(address.href, fetch(address).then((answer) => (answer.ok ? answer.json() : {})));
  return kept.get(address.href);
}

async function plain(words) {
  const fold = await read("fold.json");
  const low = [...words.normalize("NFKC").toLowerCase()].map((sign) => fold[sign] || sign).join("");
  return low.replace(/[^\p{L}\p{M}\p{N}]+/gu, "");
}

function grams(words) {
  const signs = [...words];
  return signs.length < 2 ? signs : signs.slice(1).map((sign, at) => signs[at] + sign);
}

function shard(gram) {
  const [first, second] = [...gram].map((sign) => sign.codePointAt(0));
  return (first * 31 + (second || 0)) % SHARDS;
}

async function holders(words) {
  let common;
  for (const gram of new Set(grams(words))) {
    const found = new Set((await read(`grams/${shard(gram)}.json`))[gram] || []);
    common = common ? common.filter((one) => found.has(one)) : [...found];
    if (!common.length) return [];
  }
  return common || [];
}

async function search(words) {
  const wanted = await plain(words);
  const found = [];
  for (const number of wanted ? await holders(wanted) : []) {
    const [form, told, href] = (await read(`entries/${Math.floor(number / CHUNK)}.json`))[number % CHUNK];
    if ((await plain(form)).includes(wanted)) found.push([form, told, href]);
    if (found.length === MOST) break;
  }
  return found;
}

function show(found, place) {
  const items = document.createElement("ul");
  items.className = "results";
  for (const [form, told, href] of found) {
    const item = items.appendChild(document.createElement("li"));
    const link = item.appendChild(document.createElement("a"));
    link.href = new URL(href, new URL(`${field.dataset.index}../`, location.href));
    link.textContent = form;
    const note = item.appendChild(document.createElement("span"));
    note.className = "note";
    note.textContent = ` ${told}`;
  }
  const nothing = document.createElement("p");
  nothing.textContent = field.dataset.nothing;
  place.replaceChildren(found.length ? items : nothing);
}

async function look() {
  const words = field.value.trim(), number = ++asked;
  if (!words) { list.hidden = true; return; }
  const found = await search(words);
  if (number !== asked) return;
  show(found, list);
  list.hidden = false;
}

if (field) {
  field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(look, 80); });
  field.closest("form").addEventListener("keydown", (event) => { if (event.key === "Escape") { list.hidden = true; field.focus(); } });
  document.addEventListener("click", (event) => { if (!list.contains(event.target) && event.target !== field) list.hidden = true; });
}
const given = new URLSearchParams(location.search).get("q");
if (results && given) {
  field.value = given;
  show(await search(given), results);
}
