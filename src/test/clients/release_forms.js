// Reads each form of RDF of a release by parsers that are not Jena's; each must give the quads of the N-Quads. Then DuckDB
// reads the tables, with the types that datapackage.json names. Usage: node release_forms.js FOLDER VERSION
const fs = require('fs');
const path = require('path');
const zlib = require('zlib');
const N3 = require('n3');
const oxigraph = require('oxigraph');
const jsonld = require('jsonld');
const duckdb = require('@duckdb/node-api');
const { Package } = require('datapackage');

const [folder, version] = process.argv.slice(2);
const text = (ending) => zlib.gunzipSync(fs.readFileSync(path.join(folder, `pfocr-${version}.${ending}.gz`))).toString();

// jsonld.js writes the numbers of all doubles anew, also of those that are text in the file.
const byValue = (line) => {
  const quad = JSON.parse(line);
  if (quad[4][1] && quad[4][1].endsWith('#double')) quad[3] = Number(quad[3]);
  return JSON.stringify(quad);
};

// What a quad says, whoever made it; the graph only where the form has graphs.
const key = (quad, withGraph) => {
  const o = quad.object;
  return JSON.stringify([quad.subject.value, quad.predicate.value, o.termType, o.value,
    o.termType === 'Literal' ? [o.language, o.datatype.value] : '', withGraph ? quad.graph.value : '']);
};
const keys = (quads, withGraph) => [...new Set(quads.map((quad) => key(quad, withGraph)))].sort();
const same = (reader, form, found, expected) => {
  const there = new Set(expected);
  const other = found.find((line) => !there.has(line));
  if (found.length !== expected.length || other) {
    throw new Error(`${reader} read ${found.length} of ${expected.length} from ${form}; not there: ${other}`);
  }
  console.log(`${reader}\t${form}\t${found.length}\tthe same`);
};

async function forms() {
  const all = new N3.Parser({ format: 'application/n-quads' }).parse(text('nq'));
  const quads = keys(all, true);
  const triples = keys(all, false);
  const types = { nq: 'application/n-quads', nt: 'application/n-triples', ttl: 'text/turtle', trig: 'application/trig' };
  for (const [form, type] of Object.entries(types)) {
    const withGraph = form === 'nq' || form === 'trig';
    const expected = withGraph ? quads : triples;
    same('n3', form, keys(new N3.Parser({ format: type }).parse(text(form)), withGraph), expected);
    same('oxigraph', form, keys(oxigraph.parse(text(form), { format: type }), withGraph), expected);
  }
  same('oxigraph', 'jsonld', keys(oxigraph.parse(text('jsonld'), { format: 'application/ld+json' }), false), triples);
  const made = await jsonld.toRDF(JSON.parse(text('jsonld')), { format: 'application/n-quads' });
  same('jsonld', 'jsonld', keys(new N3.Parser({ format: 'application/n-quads' }).parse(made), false).map(byValue).sort(),
    triples.map(byValue).sort());
}

async function tables() {
  const description = JSON.parse(fs.readFileSync(path.join(folder, 'datapackage.json')));
  const checked = await Package.load(description);
  if (!checked.valid) throw new Error(`datapackage.json: ${checked.errors.map((error) => error.message).join('; ')}`);
  console.log('frictionless\tdatapackage.json\tvalid');
  const connection = await (await duckdb.DuckDBInstance.create(':memory:')).connect();
  const types = { string: 'VARCHAR', integer: 'BIGINT', number: 'DOUBLE', year: 'INTEGER' };
  const rows = async (sql) => (await connection.runAndReadAll(sql)).getRows();
  for (const table of description.resources) {
    const file = path.join(folder, table.path);
    const columns = table.schema.fields.map((field) => `'${field.name}': '${types[field.type]}'`).join(', ');
    // Once as README.md says, and once with all types given, which fails where a cell has another.
    const [[guessed]] = await rows(
      `SELECT COUNT(*) FROM read_csv('${file}', delim='\t', quote='"', header=true, nullstr='')`);
    await connection.run(`CREATE TABLE ${table.name} AS
      SELECT * FROM read_csv('${file}', delim='\t', quote='"', escape='"', header=true, nullstr='', columns={${columns}})`);
    const [[typed]] = await rows(`SELECT COUNT(*) FROM ${table.name}`);
    if (guessed !== typed) throw new Error(`${table.name}: ${guessed} rows, ${typed} with types`);
    for (const column of table.schema.primaryKey || []) {
      const [[distinct]] = await rows(`SELECT COUNT(DISTINCT "${column}") FROM ${table.name}`);
      if (distinct !== typed) throw new Error(`${table.name}: ${column} is no key`);
    }
    console.log(`duckdb\t${table.name}\t${typed}\trows`);
  }
  for (const table of description.resources) {
    for (const foreign of table.schema.foreignKeys || []) {
      const [[lost]] = await rows(`SELECT COUNT(*) FROM ${table.name} WHERE "${foreign.fields[0]}" IS NOT NULL AND
        "${foreign.fields[0]}" NOT IN (SELECT "${foreign.reference.fields[0]}" FROM ${foreign.reference.resource})`);
      if (lost !== 0n) throw new Error(`${table.name}: ${lost} rows of ${foreign.fields[0]} lead nowhere`);
    }
  }
}

forms().then(tables).catch((error) => {
  console.error(error.message);
  process.exit(1);
});
