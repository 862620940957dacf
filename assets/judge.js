// One key a verdict, and one for the note; what is typed into a field stays there.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const button = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  const field = document.querySelector(`[data-focus="${CSS.escape(event.key)}"]`);
  if (!button && !field) return;
  event.preventDefault();
  if (button) button.click(); else field.focus();
});
