// Marks on an axis of days, which are counted as Python counts them: day 1 is 1 January of the year 1.
const STEPS = [[1, 10], [2, 10], [7, 10], [31, 7], [92, 7], [183, 7], [366, 4], [731, 4], [1827, 4], [3653, 4]];
const EPOCH = 719163; // 1 January 1970

export function iso(day) {
  const date = new Date((Math.floor(day) - EPOCH) * 86400000);
  return Number.isNaN(date.getTime()) ? "" : date.toISOString().slice(0, 10);
}

export function ordinal(words) {
  return Math.round(Date.parse(words) / 86400000) + EPOCH;
}

export function ticks(first, last, most = 12) {
  const [step, length] = STEPS.find(([days]) => (last - first) / days <= most) || STEPS.at(-1);
  const begins = { 10: "", 7: "-01", 4: "-01-01" }[length];
  const found = [];
  for (let day = Math.max(1, Math.ceil(first)); day < last; day++) {
    const words = iso(day);
    if (words.endsWith(begins) && (!found.length || day - found.at(-1)[0] >= step * 0.9)) found.push([day, words.slice(0, length)]);
  }
  return found;
}
