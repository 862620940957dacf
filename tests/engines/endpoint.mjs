// Asks a SPARQL endpoint through Comunica: arguments are its URL, a SELECT of ?s, an ASK and a CONSTRUCT. Writes as JSON
// what ?s is bound to, the truth, and the subjects.
import { QueryEngine } from '@comunica/query-sparql';

const [url, select, ask, construct] = process.argv.slice(2);
const engine = new QueryEngine();
const context = { sources: [{ type: 'sparql', value: url }] };
const rows = await (await engine.queryBindings(select, context)).toArray();
const truth = await engine.queryBoolean(ask, context);
const quads = await (await engine.queryQuads(construct, context)).toArray();
console.log(JSON.stringify([rows.map((row) => row.get('s').value), truth, quads.map((quad) => quad.subject.value)]));
