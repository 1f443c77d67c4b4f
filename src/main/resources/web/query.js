// The query page. Answers hold text that a machine read in other people's figures, so nothing in them is trusted:
// all of it goes into the page as text, never as markup.

const PREFIXES = { // as in Prefixes.java
  pfocr: 'https://pfocr.wikipathways.org/ontology#',
  fig: 'https://pfocr.wikipathways.org/figures/',
  ncbigene: 'https://identifiers.org/ncbigene/',
  hgncsym: 'https://identifiers.org/hgnc.symbol/',
  hgnc: 'https://identifiers.org/hgnc/',
  pmc: 'https://identifiers.org/pmc/',
  mesh: 'http://id.nlm.nih.gov/mesh/',
  obo: 'http://purl.obolibrary.org/obo/',
  wp: 'http://vocabularies.wikipathways.org/wp#',
  schema: 'http://schema.org/',
  oa: 'http://www.w3.org/ns/oa#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  dcterms: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  fabio: 'http://purl.org/spar/fabio/',
  void: 'http://rdfs.org/ns/void#',
  dcat: 'http://www.w3.org/ns/dcat#',
  prov: 'http://www.w3.org/ns/prov#',
  pav: 'http://purl.org/pav/',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  owl: 'http://www.w3.org/2002/07/owl#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
};

const EXAMPLES = [
  example('Genes by number of figures', 'pfocr wp rdfs', `
SELECT ?gene ?symbol ?organism ?figures
WHERE {
  {
    SELECT ?gene (COUNT(?figure) AS ?figures)
    WHERE { ?figure pfocr:mentionsGene ?gene }
    GROUP BY ?gene
    ORDER BY DESC(?figures) ?gene
    LIMIT 25
  }
  OPTIONAL { ?gene rdfs:label ?symbol }
  OPTIONAL { ?gene wp:organism/rdfs:label ?organism }
}
ORDER BY DESC(?figures) ?gene ?organism`),
  example('Figures that show TP53', 'pfocr hgncsym wp dcterms', `
SELECT ?figure ?title ?paper ?year
WHERE {
  ?gene wp:bdbHgncSymbol hgncsym:TP53 .
  ?figure pfocr:mentionsGene ?gene .
  OPTIONAL { ?figure dcterms:title ?title }
  OPTIONAL {
    ?figure dcterms:isPartOf ?paper .
    OPTIONAL { ?paper dcterms:issued ?year }
  }
}
ORDER BY DESC(?year) ?figure
LIMIT 100`),
  example('Genes drawn together with AKT1', 'pfocr hgncsym wp rdfs', `
SELECT ?other ?symbol (COUNT(DISTINCT ?figure) AS ?figures)
WHERE {
  ?gene wp:bdbHgncSymbol hgncsym:AKT1 ;
    wp:organism ?organism .
  ?figure pfocr:mentionsGene ?gene , ?other .
  ?other wp:organism ?organism .
  OPTIONAL { ?other rdfs:label ?symbol }
  FILTER (?other != ?gene)
}
GROUP BY ?other ?symbol
ORDER BY DESC(?figures) ?other
LIMIT 25`),
  example('Words that were read as MTOR', 'pfocr hgncsym wp skos', `
SELECT ?word ?matchedTerm ?lexiconName (COUNT(DISTINCT ?figure) AS ?figures)
WHERE {
  ?gene wp:bdbHgncSymbol hgncsym:MTOR .
  ?mention pfocr:gene ?gene ;
    pfocr:inFigure ?figure ;
    pfocr:word ?word .
  OPTIONAL { ?mention pfocr:matchedTerm ?matchedTerm }
  OPTIONAL { ?mention pfocr:lexicon/skos:prefLabel ?lexiconName }
}
GROUP BY ?word ?matchedTerm ?lexiconName
ORDER BY DESC(?figures) ?word ?matchedTerm ?lexiconName
LIMIT 100`),
  example('Chemicals with ChEBI ids', 'pfocr wp rdfs', `
SELECT ?chemical ?name ?chebi (COUNT(DISTINCT ?figure) AS ?figures)
WHERE {
  ?figure pfocr:mentionsChemical ?chemical .
  ?chemical wp:bdbChEBI ?chebi .
  OPTIONAL { ?chemical rdfs:label ?name }
}
GROUP BY ?chemical ?name ?chebi
ORDER BY DESC(?figures) ?chemical ?chebi
LIMIT 100`),
  example('Figures by year', 'pfocr dcterms', `
SELECT ?year (COUNT(DISTINCT ?paper) AS ?papers) (COUNT(DISTINCT ?figure) AS ?figures)
WHERE {
  ?figure a pfocr:PathwayFigure ;
    dcterms:isPartOf ?paper .
  ?paper dcterms:issued ?year .
}
GROUP BY ?year
ORDER BY ?year`),
];

// More than this makes a browser slow; the downloads have everything.
const MAX_ROWS = 1000;
const MAX_LINES = 5000;
const MAX_TEXT = 5000;
const MAX_BYTES = 50_000_000;

const ENDPOINT = new URL('sparql', document.baseURI);
const [queryBox, examples, button, status, downloads, result] =
  ['query', 'examples', 'run', 'status', 'downloads', 'result'].map((id) => document.getElementById(id));

let ownQuery = '';
/** The AbortController of the request under way. */
let running = null;

function example(title, prefixes, query) {
  const declared = prefixes.split(' ').map((prefix) => `PREFIX ${prefix}: <${PREFIXES[prefix]}>\n`);
  return { title, query: declared.join('') + query };
}

/** Makes an element; the content is text or nodes, so it cannot become markup. */
function element(name, properties, ...content) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...content);
  return made;
}

// ---- Asking

async function run() {
  const query = queryBox.value;
  if (location.hash !== fragment()) {
    history.pushState(null, '', fragment());
  }
  running?.abort();
  const mine = new AbortController();
  running = mine;
  show('Running…');
  button.textContent = 'Cancel';
  button.classList.add('running');
  try {
    const start = performance.now();
    const response = await fetch(ENDPOINT, {
      method: 'POST',
      headers: { 'Content-Type': 'application/sparql-query', Accept: 'application/sparql-results+json, text/turtle' },
      body: query,
      signal: mine.signal,
    });
    const text = await readAtMost(response, MAX_BYTES);
    const seconds = ((performance.now() - start) / 1000).toFixed(2);
    const isJson = response.headers.get('Content-Type')?.includes('json');
    const files = links(query, isJson ? ['csv', 'json'] : ['ttl', 'json-ld']);
    if (!response.ok) {
      const what = response.status < 500 ? 'refused the query' : 'could not answer';
      showError(`The server ${what} (HTTP ${response.status}).`, isJson ? JSON.parse(text).detail : text ?? '');
    } else if (text === null) {
      show('The answer is too large to show. Add a LIMIT, or download it.', [], files);
    } else if (isJson) {
      showResults(text, seconds, files);
    } else {
      showTurtle(text, seconds, files);
    }
  } catch (e) {
    if (running !== mine) {
      return; // a newer query has taken over the page
    }
    if (e.name === 'AbortError') {
      show('Cancelled.');
    } else {
      showError('There is no complete answer.', String(e.message));
    }
  } finally {
    if (running === mine) {
      running = null;
      button.textContent = 'Run';
      button.classList.remove('running');
    }
  }
}

/** The answer, or null where it is too long: a query without LIMIT can have gigabytes of it, so it is read in parts. */
async function readAtMost(response, maxBytes) {
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return text + decoder.decode();
    }
    bytes += value.length;
    if (bytes > maxBytes) {
      await reader.cancel();
      return null;
    }
    text += decoder.decode(value, { stream: true });
  }
}

// ---- Showing

function show(message, content = [], downloadLinks = []) {
  status.textContent = message;
  downloads.replaceChildren(...downloadLinks);
  result.replaceChildren(...content);
}

function showError(message, detail) {
  show(message, [element('pre', { className: 'error', role: 'alert' }, shortened(detail.trim()))]);
}

function showTurtle(text, seconds, files) {
  const lines = text.split('\n');
  const turtle = element('pre', {}, lines.slice(0, MAX_LINES).join('\n'));
  show(`Turtle in ${seconds} s`, [...tooMany(MAX_LINES, lines.length, 'lines'), turtle], files);
}

function showResults(text, seconds, files) {
  let answer;
  try {
    answer = JSON.parse(text);
  } catch {
    // The status is sent before the rows, so a query that fails later leaves half an answer with its reason.
    showError('The answer broke off.', /^##.*/ms.exec(text.slice(-500))?.[0] ?? 'The server gave no reason.');
    return;
  }
  if ('boolean' in answer) {
    show(`Answer in ${seconds} s`, [element('p', { className: 'yes-no' }, String(answer.boolean))], files);
    return;
  }
  const names = answer.head.vars;
  const rows = answer.results.bindings;
  const shown = names.length ? [table(names, rows.slice(0, MAX_ROWS))] : [];
  show(`${count(rows.length)} ${rows.length === 1 ? 'row' : 'rows'} in ${seconds} s`,
    [...tooMany(MAX_ROWS, rows.length, 'rows'), ...shown], files);
}

/** A note, where not all things are shown. */
function tooMany(shown, all, things) {
  const text = `These are the first ${count(shown)} of ${count(all)} ${things}. The download has all of them.`;
  return all > shown ? [element('p', { className: 'note' }, text)] : [];
}

function count(number) {
  return number.toLocaleString('en');
}

/** Plain GET links: the browser writes the answer to a file as it comes, however large it is. */
function links(query, formats) {
  const names = { csv: 'CSV', json: 'JSON', ttl: 'Turtle', 'json-ld': 'JSON-LD' };
  return formats.map((format) => {
    const url = new URL(ENDPOINT);
    url.search = new URLSearchParams({ query, format });
    return element('a', { href: url.href, download: 'pfocr.' + format.replace('-', '') }, `Download ${names[format]}`);
  });
}

function table(names, rows) {
  const head = element('tr', {}, ...names.map((name) => element('th', { scope: 'col' }, name)));
  const cell = (term) => element('td', {}, ...(term ? nodes(term) : []));
  const body = rows.map((row) => element('tr', {}, ...names.map((name) => cell(row[name]))));
  const made = element('table', {}, element('thead', {}, head), element('tbody', {}, ...body));
  // With a place in the tab order, the keyboard can scroll it too.
  return element('div', { className: 'scroll', tabIndex: 0, role: 'region', ariaLabel: 'Rows' }, made);
}

/** The nodes that show an RDF term of the SPARQL 1.1 (or 1.2) Query Results JSON Format. */
function nodes(term) {
  switch (term.type) {
    case 'uri':
      return [iri(term.value)];
    case 'bnode':
      return ['_:' + term.value];
    case 'triple': {
      const { subject, predicate, object } = term.value;
      return ['<<( ', ...nodes(subject), ' ', ...nodes(predicate), ' ', ...nodes(object), ' )>>'];
    }
    default: {
      const kind = term['xml:lang'] ? '@' + term['xml:lang'] : term.datatype ? compact(term.datatype) : '';
      const literal = element('span', { className: 'literal' }, shortened(term.value));
      return kind ? [literal, ' ', element('small', {}, shortened(kind))] : [literal];
    }
  }
}

/** A link, but only to the web: an IRI may as well be javascript:. */
function iri(value) {
  const text = shortened(compact(value));
  return /^https?:\/\//i.test(value)
    ? element('a', { href: value, title: value, rel: 'noopener noreferrer' }, text)
    : element('span', {}, text);
}

/** An IRI as prefix:name where that can be used in a query, else as it is. */
function compact(value) {
  for (const [prefix, namespace] of Object.entries(PREFIXES)) {
    if (value.startsWith(namespace) && /^\w([\w.-]*\w)?$/.test(value.slice(namespace.length))) {
      return `${prefix}:${value.slice(namespace.length)}`;
    }
  }
  return value;
}

function shortened(text) {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}… (${count(text.length)} characters)` : text;
}

// ---- The form

function chooseExample() {
  queryBox.value = examples.value === 'own' ? ownQuery : EXAMPLES[Number(examples.value)].query;
}

/** Puts a query into the box and the matching entry into the list of examples. */
function setQuery(query) {
  queryBox.value = query;
  const known = EXAMPLES.findIndex((entry) => entry.query === query);
  examples.value = known < 0 ? 'own' : String(known);
  if (known < 0) {
    ownQuery = query;
  }
}

/** What makes the page's address a link to the query in the box. */
function fragment() {
  return '#query=' + encodeURIComponent(queryBox.value);
}

/** Loads and runs the query of a shared link; answers whether there is one. */
function runFragment() {
  const [, encoded] = /^#query=(.+)$/.exec(location.hash) ?? [];
  if (!encoded) {
    return false;
  }
  try {
    setQuery(decodeURIComponent(encoded));
  } catch {
    setQuery(encoded); // a link that was cut in the middle of an escape
  }
  history.replaceState(null, '', fragment()); // the same link however it was escaped, or Back would run in a circle
  run();
  return true;
}

document.getElementById('endpoint').textContent = ENDPOINT.href;
EXAMPLES.forEach((entry, index) => examples.append(element('option', { value: String(index) }, entry.title)));
examples.addEventListener('change', chooseExample);
queryBox.addEventListener('input', () => {
  ownQuery = queryBox.value; // so that choosing an example loses nothing
  examples.value = 'own';
});
queryBox.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    run();
  }
});
button.addEventListener('click', () => (running ? running.abort() : run()));
window.addEventListener('hashchange', runFragment);
if (!runFragment()) {
  setQuery(EXAMPLES[0].query);
}
