// Of the map: draws a part of it larger. Marks and names keep their size; a name is shown where it has room.
const chart = document.getElementById("chart");
const svg = chart?.querySelector("svg.map");
const tools = document.querySelector("[data-zoom]");

if (svg) {
  const whole = svg.getAttribute("viewBox").split(" ").map(Number);
  const [wide, tall] = [svg.getAttribute("width"), svg.getAttribute("height")].map(Number);
  const marks = [...svg.querySelectorAll(".place")].reverse(); // the most named first
  let [x, y, w] = whole;

  function draw() {
    const unit = w / svg.getBoundingClientRect().width;
    svg.setAttribute("viewBox", `${x} ${y} ${w} ${w * tall / wide}`);
    const taken = [];
    for (const mark of marks) {
      mark.setAttribute("transform", `translate(${mark.dataset.x} ${mark.dataset.y}) scale(${unit})`);
      const text = mark.querySelector("text");
      const left = mark.dataset.x / unit, top = mark.dataset.y / unit;
      text.classList.remove("crowded");
      const right = left + 10 + text.getComputedTextLength();
      if (taken.some(([a, b, c]) => right >= a && left <= b && Math.abs(top - c) <= 15)) text.classList.add("crowded");
      else taken.push([left, right, top]);
    }
  }

  function show(newX, newY, newW) {
    w = Math.min(Math.max(newW, 2), 3600);
    x = Math.min(Math.max(newX, -1800 - w / 2), 1800 - w / 2);
    y = Math.min(Math.max(newY, -900 - w * tall / wide / 2), 900 - w * tall / wide / 2);
    draw();
  }

  function zoom(factor, atX = x + w / 2, atY = y + w * tall / wide / 2) {
    const size = Math.min(Math.max(w * factor, 2), 3600), by = size / w;
    show(atX - (atX - x) * by, atY - (atY - y) * by, size);
  }

  const move = (right, down) => show(x + right * w / 5, y + down * w / 5, w);
  const does = { in: () => zoom(0.5), out: () => zoom(2), all: () => show(...whole), left: () => move(-1, 0), right: () => move(1, 0), up: () => move(0, -1), down: () => move(0, 1) };
  const keys = { "+": "in", "=": "in", "-": "out", 0: "all", ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };
  tools.hidden = false;
  tools.addEventListener("click", (event) => does[event.target.closest("button")?.dataset.do]?.());
  chart.addEventListener("keydown", (event) => {
    if (event.target === chart && keys[event.key] && !event.ctrlKey && !event.metaKey) { does[keys[event.key]](); event.preventDefault(); }
  });
  const under = (event) => {
    const box = svg.getBoundingClientRect();
    return [x + (event.clientX - box.left) / box.width * w, y + (event.clientY - box.top) / box.height * w * tall / wide];
  };
  chart.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.shiftKey) return; // the page scrolls as ever
    event.preventDefault();
    zoom((event.deltaY || event.deltaX) > 0 ? 1.25 : 0.8, ...under(event));
  }, { passive: false });
  let held = null;
  svg.addEventListener("pointerdown", (event) => { if (event.pointerType === "mouse" && !event.target.closest("a")) held = { at: [event.clientX, event.clientY], x, y }; });
  addEventListener("pointermove", (event) => {
    if (!held) return;
    const unit = w / svg.getBoundingClientRect().width;
    show(held.x - (event.clientX - held.at[0]) * unit, held.y - (event.clientY - held.at[1]) * unit, w);
  });
  addEventListener("pointerup", () => { held = null; });
  addEventListener("resize", draw);
  draw();
}
