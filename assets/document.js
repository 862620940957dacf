// Of a document's page: claims and their words light up together; characters in the address are shown and can be copied.
const reading = document.getElementById("reading");
const words = [...reading.querySelectorAll(".w")];
const cards = new Map([...reading.querySelectorAll(".card")].map((card) => [card.dataset.k, card]));
const byClaim = new Map();
for (const piece of words) {
  for (const claim of (piece.dataset.k || "").split(" ").filter(Boolean)) {
    if (!byClaim.has(claim)) byClaim.set(claim, []);
    byClaim.get(claim).push(piece);
  }
}

function light(claims, on) {
  for (const claim of claims) {
    cards.get(claim)?.classList.toggle("hot", on);
    for (const piece of byClaim.get(claim) || []) piece.classList.toggle("hot", on);
  }
}

function claimsAt(node) {
  const card = node.closest?.(".card");
  if (card) return [card.dataset.k];
  const piece = node.closest?.(".w");
  return piece?.dataset.k ? piece.dataset.k.split(" ") : [];
}

for (const [name, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
  reading.addEventListener(name, (event) => light(claimsAt(event.target), on));
}

reading.addEventListener("click", (event) => {
  if (event.target.closest("a, summary, button") || !getSelection().isCollapsed) return;
  const [claim] = claimsAt(event.target);
  if (!claim) return;
  const card = cards.get(claim);
  if (event.target.closest(".card")) byClaim.get(claim)?.[0]?.scrollIntoView({ block: "center" });
  else { card.querySelector("details").open = true; card.scrollIntoView({ block: "nearest" }); }
});

// Characters: #c12-40 counts those of the source; a piece holds consecutive ones from data-s on.
function show() {
  for (const piece of reading.querySelectorAll(".here")) piece.classList.remove("here");
  const match = /^#c(\d+)-(\d+)$/.exec(location.hash);
  if (!match) return;
  const [start, end] = [Number(match[1]), Number(match[2])];
  const inside = words.filter((piece) => {
    const from = Number(piece.dataset.s);
    return from < end && from + [...piece.textContent].length > start;
  });
  inside.forEach((piece) => piece.classList.add("here"));
  inside[0]?.scrollIntoView({ block: "center" });
}
addEventListener("hashchange", show);
show();

function offset(node, at, atEnd) {
  const piece = (node.nodeType === 3 ? node.parentElement : node).closest(".w");
  if (!piece) return null;
  const range = document.createRange();
  range.setStart(piece, 0);
  range.setEnd(node, at);
  const before = [...range.toString()].length;
  return Number(piece.dataset.s) + (atEnd && before === 0 ? 0 : before);
}

const copy = document.createElement("button");
copy.id = "copy"; copy.type = "button"; copy.hidden = true;
document.body.append(copy);
let chosen = "";
document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount || !reading.contains(selection.anchorNode)) { copy.hidden = true; return; }
  const range = selection.getRangeAt(0);
  const start = offset(range.startContainer, range.startOffset, false);
  const end = offset(range.endContainer, range.endOffset, true);
  if (start === null || end === null || end <= start) { copy.hidden = true; return; }
  chosen = `#c${start}-${end}`;
  const box = range.getBoundingClientRect();
  copy.textContent = `${reading.dataset.copy} ${chosen}`;
  copy.style.left = `${Math.max(8, box.left + scrollX)}px`;
  copy.style.top = `${box.bottom + scrollY + 6}px`;
  copy.hidden = false;
});
copy.addEventListener("pointerdown", (event) => event.preventDefault());
copy.addEventListener("click", async () => {
  const address = location.href.split("#")[0] + chosen;
  history.replaceState(null, "", chosen);
  try { await navigator.clipboard.writeText(address); copy.textContent = reading.dataset.copied; } catch { copy.textContent = address; }
  show();
});
