// Of a question's form: names that the graph knows are offered while one is typed.
for (const input of document.querySelectorAll("input[data-complete]")) {
  const list = input.list;
  let waiting, asked = 0;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const number = ++asked;
      const words = input.value.trim();
      if (!words) { list.replaceChildren(); return; }
      const mark = input.dataset.complete.includes("?") ? "&" : "?";
      const answer = await fetch(`${input.dataset.complete}${mark}q=${encodeURIComponent(words)}`);
      if (number === asked && answer.ok) list.innerHTML = await answer.text(); // options, escaped by the server
    }, 100);
  });
}
// Empty fields are left out of the address.
for (const form of document.querySelectorAll("form.ask")) {
  form.addEventListener("formdata", (event) => {
    for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
  });
}
