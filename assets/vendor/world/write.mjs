// Writes world.svg from world-atlas: land and, apart, the lines between countries as Natural Earth draws them.
// npm install world-atlas@2.0.2 topojson-client@3.1.0 d3-geo@3.1.2 && node write.mjs
// A degree is ten units, north is up: a place at longitude x and latitude y stands at (10x, -10y).
import { readFileSync, writeFileSync } from "node:fs";
import { geoEquirectangular, geoPath } from "d3-geo";
import { feature, mesh } from "topojson-client";

const atlas = JSON.parse(readFileSync("node_modules/world-atlas/countries-50m.json", "utf-8"));
const path = geoPath(geoEquirectangular().scale(1800 / Math.PI).translate([0, 0]).precision(0)).digits(1);
const land = path(feature(atlas, atlas.objects.land));
const lines = path(mesh(atlas, atlas.objects.countries, (one, other) => one !== other));
writeFileSync(
  "world.svg",
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1800 -900 3600 1800">\n<path id="land" d="${land}"/>\n<path id="lines" vector-effect="non-scaling-stroke" d="${lines}"/>\n</svg>\n`,
);
