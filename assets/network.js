// Of the network: the same drawing to be moved about and run through time, and saved as it is seen.
import cytoscape from "./vendor/cytoscape/cytoscape.esm.min.js";

const chart = document.getElementById("chart");
const canvas = document.getElementById("canvas");
const tools = document.querySelector("[data-slider]");
const data = document.getElementById("network-data");

const COLOURS = { "-1": "#b35806", 0: "#6b757d", 1: "#22669f" }; // orange and blue: told apart by all; lines differ too
const READABLE = 0.6; // a narrow screen begins with the middle of the network, whose names can be read
const LINES = { "-1": "dashed", 0: "solid", 1: "solid" };

if (chart && data) {
  const { directed, size, nodes, ties, link, from, until } = JSON.parse(data.textContent);
  const months = [...new Set(ties.map((tie) => tie[2]).filter(Boolean))].sort();
  const inputs = [...tools.querySelectorAll("input[type=range]")];
  const output = tools.querySelector("output");

  // Cytoscape would put a style element into the page, which its policy forbids; views.css has that one rule.
  const rule = document.createElement("meta");
  rule.id = "__________cytoscape_stylesheet";
  document.head.append(rule);
  canvas.hidden = false;
  chart.hidden = true;
  const cy = cytoscape({
    container: canvas,
    layout: { name: "preset" },
    minZoom: 0.2, maxZoom: 6, userZoomingEnabled: false,
    elements: nodes.map(([name, kind, href, x, y], at) => ({ data: { id: `n${at}`, name, kind, href, number: 0, wide: 10 }, position: { x, y } })),
    style: [
      { selector: "node", style: { label: "data(name)", width: "data(wide)", height: "data(wide)", "background-color": "#14507f", "border-color": "#fff", "border-width": 1.5, "font-size": 13, "text-valign": "bottom", "text-margin-y": 4, color: "#1c2329", "text-outline-color": "#fff", "text-outline-width": 2, "font-family": getComputedStyle(document.body).fontFamily } },
      { selector: "node[number = 0]", style: { opacity: 0.35 } },
      { selector: "edge", style: { width: "data(wide)", "line-color": "data(colour)", "line-style": "data(line)", "curve-style": directed ? "unbundled-bezier" : "straight", "control-point-distances": 24, "control-point-weights": 0.5, "target-arrow-shape": directed ? "triangle" : "none", "target-arrow-color": "data(colour)", opacity: 0.85 } },
    ],
  });

  const bounds = () => { const [a, b] = inputs.map((one) => Number(one.value)); return [months[Math.min(a, b)], months[Math.max(a, b)]]; };
  const whole = () => inputs.every((one, at) => Number(one.value) === (at ? months.length - 1 : 0));

  function seen() {
    const [first, last] = bounds();
    const pairs = new Map();
    for (const [source, target, month, sign, number] of ties) {
      if (whole() ? false : !month || month < first || month > last) continue;
      const key = `${source} ${target}`;
      if (!pairs.has(key)) pairs.set(key, { source, target, "-1": 0, 0: 0, 1: 0 });
      pairs.get(key)[sign] += number;
    }
    return [...pairs.values()].map((pair) => ({ ...pair, number: pair["-1"] + pair[0] + pair[1], sign: Math.sign(pair[1] - pair["-1"]) }));
  }

  function draw() {
    const pairs = seen(), weights = new Map();
    for (const { source, target, number } of pairs) for (const end of [source, target]) weights.set(end, (weights.get(end) || 0) + number);
    cy.batch(() => {
      cy.edges().remove();
      nodes.forEach((_, at) => { const number = weights.get(at) || 0; cy.$id(`n${at}`).data({ number, wide: 2 * (5 + 1.8 * Math.log2(1 + number)) }); });
      cy.add(pairs.map(({ source, target, number, sign }) => ({ group: "edges", data: { id: `e${source}-${target}`, source: `n${source}`, target: `n${target}`, number, colour: COLOURS[sign], line: LINES[sign], wide: 1 + Math.log2(number) } })));
    });
    output.textContent = months.length ? bounds().join(" – ") : "";
    for (const one of document.querySelectorAll("a[data-file]")) {
      const address = new URL(one.href);
      const [first, last] = bounds();
      for (const [name, value, given] of [["from", first, from], ["until", last, until]]) {
        if (!whole()) address.searchParams.set(name, value);
        else if (given) address.searchParams.set(name, given);
        else address.searchParams.delete(name);
      }
      one.href = address;
    }
  }

  inputs.forEach((one, at) => {
    one.max = Math.max(0, months.length - 1);
    const wish = at ? until.slice(0, 7) : from.slice(0, 7);
    const found = at ? months.findLastIndex((month) => !wish || month <= wish) : months.findIndex((month) => !wish || month >= wish);
    one.value = found < 0 ? (at ? months.length - 1 : 0) : found;
    one.addEventListener("input", draw);
  });
  const zoom = (factor) => cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
  const does = { in: () => zoom(1.4), out: () => zoom(1 / 1.4), all: () => cy.fit(undefined, 30) };
  tools.hidden = false;
  tools.addEventListener("click", (event) => {
    const { do: name, save } = event.target.closest("button")?.dataset || {};
    does[name]?.();
    if (save === "png") keep(cy.png({ output: "blob", full: true, scale: 2, bg: "#fff" }), "network.png");
    if (save === "svg") keep(new Blob([drawing()], { type: "image/svg+xml" }), "network.svg");
  });
  canvas.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.shiftKey) return; // the page scrolls as ever
    event.preventDefault();
    zoom((event.deltaY || event.deltaX) > 0 ? 0.8 : 1.25);
  }, { passive: false });
  cy.on("tap", "node", (event) => { location.href = event.target.data("href"); });
  cy.on("tap", "edge", (event) => {
    if (!link) return; // in a folder of files the table below leads to the claims
    const address = new URL(link, location.href);
    address.searchParams.set("source", nodes[event.target.data("source").slice(1)][5]);
    address.searchParams.set("target", nodes[event.target.data("target").slice(1)][5]);
    if (!whole()) { const [first, last] = bounds(); address.searchParams.set("from", first); address.searchParams.set("until", last); }
    address.hash = "claims";
    location.href = address;
  });
  cy.on("mouseover", "node, edge", () => { canvas.classList.add("pointing"); });
  cy.on("mouseout", "node, edge", () => { canvas.classList.remove("pointing"); });

  function keep(blob, name) {
    const anchor = document.createElement("a");
    anchor.href = URL.createObjectURL(blob);
    anchor.download = name;
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(anchor.href), 10000);
  }

  const escaped = (words) => words.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

  function drawing() {
    const box = cy.elements().boundingBox(), pad = 20;
    const lines = cy.edges().map((edge) => {
      const [one, other, bend] = [edge.sourceEndpoint(), edge.targetEndpoint(), edge.controlPoints()?.[0]];
      const path = bend ? `M${one.x} ${one.y}Q${bend.x} ${bend.y} ${other.x} ${other.y}` : `M${one.x} ${one.y}L${other.x} ${other.y}`;
      const dashes = edge.data("line") === "dashed" ? ' stroke-dasharray="7 4"' : "";
      const arrow = directed ? ' marker-end="url(#to)"' : "";
      return `<path d="${path}" fill="none" stroke="${edge.data("colour")}" stroke-width="${edge.data("wide").toFixed(1)}"${dashes}${arrow}/>`;
    });
    const marks = cy.nodes().map((node) => {
      const { x, y } = node.position(), r = node.data("wide") / 2;
      return `<circle cx="${x}" cy="${y}" r="${r}" fill="#14507f"/><text x="${x}" y="${y + r + 14}" text-anchor="middle" font-size="13" font-family="sans-serif">${escaped(node.data("name"))}</text>`;
    });
    const arrow = '<defs><marker id="to" viewBox="0 0 10 10" refX="9" refY="5" markerUnits="userSpaceOnUse" markerWidth="11" markerHeight="11" orient="auto"><path d="M0 0L10 5L0 10z" fill="context-stroke"/></marker></defs>';
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box.x1 - pad} ${box.y1 - pad} ${box.w + 2 * pad} ${box.h + 2 * pad}">${arrow}${lines.join("")}${marks.join("")}</svg>`;
  }

  draw();
  cy.fit(undefined, 30);
  if (cy.zoom() < READABLE) { cy.zoom(READABLE); cy.center(); }
}
