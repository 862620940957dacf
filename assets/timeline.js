// Of the timeline: draws a part of it larger. Days stand in the drawing's attributes; heights stay as they are.
import { ticks } from "./ticks.js";

const chart = document.getElementById("chart");
const lanes = chart?.querySelector(".lanes");
const tools = document.querySelector("[data-zoom]");
const NS = "http://www.w3.org/2000/svg";
const FADE = 46;

if (lanes) {
  const { first, last, left, width, height } = Object.fromEntries(Object.entries(lanes.dataset).map(([name, value]) => [name, Number(value)]));
  const room = width - left;
  let from = first, until = last;
  const at = (day) => left + (day - from) / (until - from) * room;
  const day = (value) => (value === "" ? null : Number(value));

  function place(one) {
    const a = day(one.dataset.a), b = day(one.dataset.b);
    const x = a === null ? at(b) - FADE : at(a);
    const end = b === null ? at(a) + FADE : a === null ? at(b) : Math.max(at(b), at(a) + (one.classList.contains("bar") ? 1.5 : 6));
    const shownFrom = Math.max(x, left), shownTo = Math.min(end, width);
    one.style.display = end < left || x > width ? "none" : "";
    const rect = one.querySelector("rect"), text = one.querySelector("text");
    rect.setAttribute("x", shownFrom);
    rect.setAttribute("width", Math.max(0, shownTo - shownFrom));
    if (!text || one.style.display) return;
    const tight = shownFrom + text.getComputedTextLength() > width;
    text.setAttribute("x", tight ? shownTo : shownFrom);
    text.setAttribute("text-anchor", tight ? "end" : "start");
  }

  function draw() {
    lanes.querySelectorAll(".span, .bar").forEach(place);
    for (const line of lanes.querySelectorAll(".same")) {
      line.setAttribute("x1", at(Number(line.dataset.a)));
      line.setAttribute("x2", at(Number(line.dataset.b)));
      line.style.display = [line.dataset.a, line.dataset.b].every((one) => Number(one) >= from && Number(one) <= until) ? "" : "none";
    }
    lanes.querySelector(".ticks").replaceChildren(...ticks(from, until).flatMap(([one, words]) => {
      const line = document.createElementNS(NS, "line"), text = document.createElementNS(NS, "text");
      for (const [name, value] of [["x1", at(one)], ["x2", at(one)], ["y1", 18], ["y2", height]]) line.setAttribute(name, value);
      text.setAttribute("x", at(one) + 3);
      text.setAttribute("y", 14);
      text.textContent = words;
      return [line, text];
    }));
  }

  function show(newFrom, newUntil) {
    const span = Math.min(Math.max(newUntil - newFrom, 3), last - first);
    from = Math.min(Math.max(newFrom, first), last - span);
    until = from + span;
    draw();
  }

  function zoom(factor, middle = (from + until) / 2) {
    show(middle - (middle - from) * factor, middle + (until - middle) * factor);
  }

  const does = {
    in: () => zoom(0.5), out: () => zoom(2), all: () => show(first, last),
    left: () => show(from - (until - from) / 4, until - (until - from) / 4),
    right: () => show(from + (until - from) / 4, until + (until - from) / 4),
  };
  const keys = { "+": "in", "=": "in", "-": "out", ArrowLeft: "left", ArrowRight: "right", 0: "all" };
  tools.hidden = false;
  tools.addEventListener("click", (event) => does[event.target.closest("button")?.dataset.do]?.());
  chart.addEventListener("keydown", (event) => {
    if (event.target === chart && keys[event.key] && !event.ctrlKey && !event.metaKey) { does[keys[event.key]](); event.preventDefault(); }
  });
  const dayUnder = (event) => {
    const box = lanes.ownerSVGElement.getBoundingClientRect();
    return from + ((event.clientX - box.left) / box.width * width - left) / room * (until - from);
  };
  chart.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.shiftKey) return; // the page scrolls as ever
    event.preventDefault();
    zoom((event.deltaY || event.deltaX) > 0 ? 1.25 : 0.8, dayUnder(event));
  }, { passive: false });
  let held = null;
  chart.addEventListener("pointerdown", (event) => { if (!event.target.closest("a")) held = { x: event.clientX, from, until }; });
  addEventListener("pointermove", (event) => {
    if (!held || chart.scrollWidth > chart.clientWidth) return;
    const days = (event.clientX - held.x) / lanes.ownerSVGElement.getBoundingClientRect().width * width / room * (held.until - held.from);
    show(held.from - days, held.until - days);
  });
  addEventListener("pointerup", () => { held = null; });

  // A few early or late events would squeeze all others into a corner: drawn closer at first, and said so.
  const starts = [...lanes.querySelectorAll(".span, .bar")].map((one) => day(one.dataset.a || one.dataset.b)).sort((a, b) => a - b);
  const low = starts[Math.floor(starts.length * 0.06)], high = starts[Math.ceil(starts.length * 0.94) - 1];
  if (starts.length > 8 && high > low && (high - low) * 2.5 < last - first) {
    const edge = (high - low) * 0.12;
    document.getElementById("dense").hidden = false;
    show(low - edge, high + edge);
  }
}
