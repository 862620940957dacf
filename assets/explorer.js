// Of all pages: what is typed into the search field is looked for at once. Without scripts the form does it.
const field = document.querySelector("input[data-search]");
const list = document.getElementById("found");
let waiting, asked = 0;

async function look() {
  const words = field.value.trim();
  const number = ++asked;
  if (!words) { list.hidden = true; return; }
  const answer = await fetch(`${field.dataset.search}?q=${encodeURIComponent(words)}`);
  if (number !== asked || !answer.ok) return;
  list.innerHTML = await answer.text(); // made and escaped by the server of this page
  list.hidden = false;
}

if (field) {
  field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(look, 80); });
  field.closest("form").addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "Escape") { list.hidden = true; field.focus(); }
    if (list.hidden || !links.length) return;
    if (event.key === "ArrowDown") { links[Math.min(at + 1, links.length - 1)].focus(); event.preventDefault(); }
    if (event.key === "ArrowUp") { (at > 0 ? links[at - 1] : field).focus(); event.preventDefault(); }
  });
  document.addEventListener("click", (event) => { if (!list.contains(event.target) && event.target !== field) list.hidden = true; });
}
