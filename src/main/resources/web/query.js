// The query page. Answers hold text that a machine read in other people's figures, so nothing in them is trusted:
// all of it goes into the page as text, never as markup.
import { localPage, suggestions } from './site.js';

const $ = id => document.getElementById(id);
const DATA = JSON.parse($('query-data').textContent);
const ROOT = new URL('.', import.meta.url);
const ENDPOINT = new URL('sparql', ROOT).href;
const DRAFT = 'pfocr-query';
const FIGURES = 'https://pfocr.wikipathways.org/figures/';
const MOST_ROWS = 1000; // More are not shown.
const PAGE = 50;
const MOST_NAMES = 400;
const LABEL = 'http://www.w3.org/2000/01/rdf-schema#label';

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, '');
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.filter(child => child !== null && child !== undefined));
  return made;
}

function svg(name, attributes = {}, ...children) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** What would turn the order of letters round is shown, and does nothing. */
const plain = text => text.replace(/[\u202A-\u202E\u2066-\u2069]/g, '\uFFFD');

// ---- Editor

const area = $('query');
let editor = null;

function text() {
  return editor ? editor.getValue() : area.value;
}

function setText(value) {
  if (editor) {
    editor.setValue(value);
  } else {
    area.value = value;
  }
  remember();
}

function remember() {
  try {
    localStorage.setItem(DRAFT, text());
  } catch {
    // Storage may be off; then the draft does not survive.
  }
}

function insert(value) {
  if (editor) {
    editor.replaceSelection(value);
    editor.focus();
  } else {
    area.setRangeText(value, area.selectionStart, area.selectionEnd, 'end');
    area.focus();
  }
  remember();
}

/** Declares the prefix of a name that was put in. */
function declare(prefix) {
  if (prefix && DATA.prefixes[prefix] && !new RegExp('PREFIX\\s+' + prefix + ':', 'i').test(text())) {
    const line = 'PREFIX ' + prefix + ': <' + DATA.prefixes[prefix] + '>\n';
    if (editor) {
      editor.replaceRange(line, { line: 0, ch: 0 });
    } else {
      area.value = line + area.value;
    }
  }
}

/** An IRI as a prefixed name where one of ours fits. */
function shortened(iri) {
  for (const [prefix, start] of Object.entries(DATA.prefixes)) {
    if (iri.startsWith(start) && /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(iri.slice(start.length)) && !iri.endsWith('.')) {
      return prefix + ':' + iri.slice(start.length);
    }
  }
  return null;
}

const term = iri => shortened(iri) ?? '<' + iri + '>';

function makeEditor() {
  if (!window.Yasgui) {
    return;
  }
  const Yasqe = window.Yasgui.Yasqe;
  Yasqe.defaults.autocompleters = [];
  for (const name of Object.keys(Yasqe.Autocompleters ?? {})) {
    Yasqe.disableAutocompleter?.(name);
  }
  Yasqe.registerAutocompleter({
    name: 'pfocr',
    bulk: false,
    autoShow: false,
    persistenceId: null,
    isValidCompletionPosition: yasqe => context(yasqe) !== null,
    get: yasqe => completions(yasqe),
    preProcessToken: (yasqe, token) => token,
    postProcessSuggestion: (yasqe, token, suggestion) => suggestion.split('\u2003')[0],
  });
  $('editor').hidden = false;
  const value = area.value;
  editor = new Yasqe($('editor'), {
    value,
    autofocus: false,
    showQueryButton: false,
    createShareableLink: null,
    persistenceId: null,
    resizeable: true,
    editorHeight: '24rem',
    autocompleters: ['pfocr'],
    collapsePrefixesOnLoad: false,
    requestConfig: { endpoint: ENDPOINT },
    extraKeys: {
      Tab: false, // The keyboard must get out of the editor.
      'Shift-Tab': false,
      'Ctrl-Enter': () => run(),
      'Cmd-Enter': () => run(),
    },
  });
  editor.setValue(value);
  editor.getInputField().setAttribute('aria-label', 'SPARQL query');
  editor.getScrollerElement().tabIndex = 0; // It can be scrolled by the keyboard.
  area.hidden = true;
  area.name = '';
  document.querySelector('label[for="query"]').textContent = 'SPARQL query';
  editor.on('change', remember);
  editor.on('change', clearMark);
}

// ---- Completion of prefixes, classes and properties, by what the data say of themselves

let known = null;

function terms() {
  known ??= rows(`
PREFIX void: <http://rdfs.org/ns/void#>
SELECT ?class ?property (SUM(?t) AS ?n) {
  ?part void:class ?class .
  OPTIONAL { ?part void:propertyPartition ?of . ?of void:property ?property . OPTIONAL { ?of void:triples ?t } }
} GROUP BY ?class ?property`).catch(() => []);
  return known;
}

/** What is being typed before the cursor. */
function context(yasqe) {
  const cursor = yasqe.getDoc().getCursor();
  const line = yasqe.getDoc().getLine(cursor.line).slice(0, cursor.ch);
  if (/(^|\s)PREFIX\s+\w*:?$/i.test(line)) {
    return { kind: 'prefix', typed: /(\w*):?$/.exec(line)[1] };
  }
  const name = /([A-Za-z][\w-]*:[\w-]*|[A-Za-z][\w-]*|)$/.exec(line)[0];
  const before = line.slice(0, line.length - name.length);
  if (/[?$"<\w]$/.test(before)) {
    return null;
  }
  const isClass = /(\ba|rdf:type)\s+$/.test(before);
  return { kind: isClass ? 'class' : 'property', typed: name, before, cursor };
}

async function completions(yasqe) {
  const at = context(yasqe);
  if (!at) {
    return [];
  }
  if (at.kind === 'prefix') {
    return Object.entries(DATA.prefixes)
      .filter(([prefix]) => prefix.startsWith(at.typed))
      .map(([prefix, iri]) => prefix + ': <' + iri + '>');
  }
  const all = await terms();
  const wanted = at.typed.toLowerCase();
  const fits = name => name && (name.toLowerCase().startsWith(wanted) || (name.split(':')[1] ?? '').toLowerCase().startsWith(wanted));
  if (at.kind === 'class') {
    return [...new Set(all.map(row => shortened(row.class?.value ?? '')))].filter(fits).sort();
  }
  const subject = subjectClass(yasqe, at.cursor);
  const byName = new Map();
  for (const row of all) {
    const name = row.property ? shortened(row.property.value) : null;
    if (name && (!subject || shortened(row.class.value) === subject)) {
      byName.set(name, Math.max(byName.get(name) ?? 0, Number(row.n?.value ?? 0)));
    }
  }
  return [...byName.keys()].filter(fits).sort((a, b) => byName.get(b) - byName.get(a));
}

/** The class of the subject at the cursor, where the query says it; else null. */
function subjectClass(yasqe, cursor) {
  const before = yasqe.getDoc().getRange({ line: 0, ch: 0 }, cursor);
  const statement = before.split(/[.{}](?=\s|$)/).pop();
  const subject = /^\s*([?$]\w+)/.exec(statement)?.[1];
  if (!subject) {
    return null;
  }
  const said = new RegExp('\\' + subject + '\\s+(?:a|rdf:type)\\s+([A-Za-z][\\w-]*:[\\w-]+)').exec(yasqe.getValue());
  return said ? said[1] : null;
}

// ---- Asking

let running = null;
let lastQuery = '';

async function ask(query, accept, signal, parameters = '') {
  const answer = await fetch(ENDPOINT + parameters, {
    method: 'POST',
    headers: { 'Content-Type': 'application/sparql-query', Accept: accept + ', application/problem+json;q=0.5' },
    body: query,
    signal,
  });
  return answer;
}

async function rows(query) {
  const answer = await ask(query, 'application/sparql-results+json');
  return answer.ok ? (await answer.json()).results.bindings : [];
}

function form(query) {
  const bare = query.replace(/<[^<>\s]*>|"(?:[^"\\\n]|\\.)*"|#[^\n]*/g, ' ');
  const word = /\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b/i.exec(bare);
  return word ? word[1].toUpperCase() : 'SELECT';
}

async function run() {
  running?.abort();
  running = new AbortController();
  const { signal } = running;
  clearMark();
  const query = text();
  lastQuery = query;
  remember();
  $('stop').hidden = false;
  $('run').disabled = true;
  status('Asking …');
  const begun = performance.now();
  try {
    const isGraph = ['CONSTRUCT', 'DESCRIBE'].includes(form(query));
    const answer = await ask(query, isGraph ? 'application/n-triples' : 'application/sparql-results+json', signal);
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    if (!answer.ok) {
      await refused(answer);
      return;
    }
    if (isGraph) {
      await show(triples(await answer.text()), seconds, true);
    } else {
      const result = await answer.json();
      if ('boolean' in result) {
        await show({ columns: ['answer'], rows: [{ answer: { type: 'literal', value: result.boolean ? 'yes' : 'no' } }] }, seconds, false);
      } else {
        await show({ columns: result.head.vars, rows: result.results.bindings }, seconds, false);
      }
    }
  } catch (failure) {
    if (failure.name === 'AbortError') {
      status('Stopped.');
    } else {
      status('The answer broke off: it has more rows than the server sends, or the connection was lost. Ask with LIMIT.', true);
    }
  } finally {
    $('stop').hidden = true;
    $('run').disabled = false;
  }
}

function status(message, isBad = false) {
  $('status').textContent = message;
  $('status').className = isBad ? 'note' : '';
}

let marked = null;

function clearMark() {
  marked?.clear();
  marked = null;
}

/** Says what is wrong, and marks the place in the query. */
async function refused(answer) {
  $('answer').hidden = true;
  const problem = await answer.json().catch(() => ({ detail: 'The server answered ' + answer.status + '.' }));
  status((problem.title && problem.title !== problem.detail ? problem.title + '. ' : '') + problem.detail + nearest(problem), true);
  if (problem.line && editor) {
    const line = problem.line - 1;
    const from = { line, ch: problem.column - 1 };
    const length = Math.max(1, (problem.token ?? '').length);
    marked = editor.getDoc().markText(from, { line, ch: from.ch + length }, { className: 'wrong' });
    editor.getDoc().setCursor(from);
    editor.scrollIntoView(from, 60);
  }
}

function nearest(problem) {
  return problem.line ? ' (line ' + problem.line + ')' : '';
}

/** N-Triples as rows. */
function triples(source) {
  const found = [];
  const pattern = /^(<[^>]*>|_:\S+)\s+<([^>]*)>\s+(.*?)\s*\.\s*$/;
  for (const line of source.split('\n')) {
    const parts = pattern.exec(line);
    if (parts) {
      found.push({ subject: node(parts[1]), property: node('<' + parts[2] + '>'), object: node(parts[3]) });
    }
  }
  return { columns: ['subject', 'property', 'object'], rows: found };
}

function node(source) {
  if (source.startsWith('<')) {
    return { type: 'uri', value: source.slice(1, -1).replace(/\\u([0-9A-Fa-f]{4})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))) };
  }
  if (source.startsWith('_:')) {
    return { type: 'bnode', value: source.slice(2) };
  }
  const end = source.lastIndexOf('"');
  const escapes = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };
  const value = source.slice(1, end)
    .replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (_, four, eight, one) => four || eight
      ? String.fromCodePoint(parseInt(four ?? eight, 16))
      : escapes[one] ?? one);
  const rest = source.slice(end + 1);
  return { type: 'literal', value, datatype: rest.startsWith('^^<') ? rest.slice(3, -1) : undefined };
}

// ---- The answer

let names = new Map();
let images = new Map();

async function show(result, seconds, isGraph) {
  const total = result.rows.length;
  const shown = result.rows.slice(0, MOST_ROWS);
  names = new Map();
  images = new Map();
  await Promise.all([nameThings(shown), pictures(shown)]);
  status(total.toLocaleString('en') + (isGraph ? ' triples' : total === 1 ? ' row' : ' rows') + ' in ' + seconds + ' s.'
    + (total > MOST_ROWS ? ' The first ' + MOST_ROWS.toLocaleString('en') + ' are shown; the files have all.' : ''));
  const views = [['Table', () => table(result.columns, shown)]];
  const numeric = result.columns.find(column => shown.some(row => row[column]) && shown.every(row => !row[column] || isNumber(row[column])));
  const labels = chartLabels(result.columns, numeric, shown);
  if (numeric && labels && shown.length > 1) {
    views.push(['Chart', () => chart(labels, numeric, shown)]);
  }
  const figures = result.columns.find(column => shown.some(row => row[column]?.value.startsWith(FIGURES)));
  if (figures) {
    views.push(['Pictures', () => gallery(figures, shown)]);
  }
  views.push(['Raw', () => element('pre', { tabindex: '0', 'aria-label': 'Raw answer' }, JSON.stringify(shown.slice(0, 200), null, 1))]);
  const asked = lastQuery;
  views.push(['Plan', () => plan(asked)]);
  const answer = $('answer');
  const panel = element('div', { id: 'view', role: 'tabpanel', tabindex: '-1' });
  const tabs = views.map(([name, make], i) => {
    const tab = element('button', { type: 'button', role: 'tab', class: 'plain', 'aria-controls': 'view', id: 'tab-' + name }, name);
    tab.addEventListener('click', () => open(i));
    return tab;
  });
  function open(number) {
    tabs.forEach((tab, i) => {
      tab.setAttribute('aria-selected', String(i === number));
      tab.tabIndex = i === number ? 0 : -1;
    });
    panel.setAttribute('aria-labelledby', tabs[number].id);
    panel.replaceChildren(views[number][1]());
  }
  const list = element('div', { role: 'tablist', class: 'row tabs', 'aria-label': 'Views of the answer' }, ...tabs);
  list.addEventListener('keydown', event => {
    const at = tabs.indexOf(document.activeElement);
    const next = event.key === 'ArrowRight' ? at + 1 : event.key === 'ArrowLeft' ? at - 1 : null;
    if (next !== null) {
      const number = (next + tabs.length) % tabs.length;
      open(number);
      tabs[number].focus();
    }
  });
  answer.replaceChildren(list, panel, downloads(isGraph));
  answer.hidden = false;
  open(0);
  code();
}

function isNumber(value) {
  return value.type !== 'uri' && /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(value.value)
    && /#(integer|decimal|double|float|int|long|gYear|nonNegativeInteger)$/.test(value.datatype ?? '');
}

/** Column of names for a chart: texts first, since they need no look-up. */
function chartLabels(columns, numeric, shown) {
  const others = columns.filter(column => column !== numeric && shown.some(row => row[column]));
  return others.find(column => shown.every(row => !row[column] || row[column].type === 'literal')) ?? others[0];
}

/** Names of the IRIs of an answer. */
async function nameThings(shown) {
  const iris = new Set();
  for (const row of shown) {
    for (const value of Object.values(row)) {
      if (value.type === 'uri' && localPage(value.value) && iris.size < MOST_NAMES) {
        iris.add(value.value);
      }
    }
  }
  if (iris.size > 0) {
    const values = [...iris].filter(iri => !/[\s<>"{}|\\^`]/.test(iri)).map(iri => '<' + iri + '>').join(' ');
    const found = await rows('SELECT ?x (SAMPLE(?l) AS ?name) { VALUES ?x { ' + values + ' } ?x <' + LABEL + '> ?l } GROUP BY ?x').catch(() => []);
    found.forEach(row => names.set(row.x.value, row.name.value));
  }
}

async function pictures(shown) {
  const figures = new Set();
  for (const row of shown.slice(0, 200)) {
    for (const value of Object.values(row)) {
      if (value.type === 'uri' && value.value.startsWith(FIGURES) && !value.value.includes('#')) figures.add(value.value);
    }
  }
  if (figures.size > 0) {
    const values = [...figures].filter(iri => !/[\s<>"{}|\\^`]/.test(iri)).map(iri => '<' + iri + '>').join(' ');
    const found = await rows('SELECT ?x ?i { VALUES ?x { ' + values + ' } ?x <http://xmlns.com/foaf/0.1/depiction> ?i }').catch(() => []);
    found.forEach(row => images.set(row.x.value, row.i.value));
  }
}

/** A value as text or links: its page here, and the way out to where its IRI leads. */
function cell(value) {
  if (!value) {
    return '';
  }
  if (value.type !== 'uri') {
    const shown = element('bdi', {}, plain(value.value));
    return shown;
  }
  const iri = value.value;
  const name = names.get(iri) ?? shortened(iri) ?? iri;
  const page = localPage(iri);
  const isWeb = /^https?:\/\//i.test(iri);
  if (page) {
    const link = element('a', { href: page }, element('bdi', {}, plain(name)));
    const way = isWeb ? element('a', { href: iri, rel: 'noopener noreferrer', class: 'way-out', 'aria-label': 'Original of ' + plain(name), title: iri }, '↗') : null;
    return element('span', {}, link, ' ', way);
  }
  return isWeb ? element('a', { href: iri, rel: 'noopener noreferrer', class: 'out' }, plain(name)) : plain(name);
}

function sortValue(value) {
  return value ? (isNumber(value) ? Number(value.value) : (names.get(value.value) ?? value.value).toLowerCase()) : '';
}

/** How the server answers the query: each operation above those whose rows it takes. The query is asked once more for it. */
function plan(query) {
  const box = element('div', { class: 'plan', role: 'region', tabindex: '0', 'aria-label': 'Plan of the query' }, 'Asking …');
  (async () => {
    const answer = await ask(query, 'application/json', undefined, '?explain=true');
    if (!answer.ok) {
      box.textContent = 'The server did not explain this query.';
      return;
    }
    const top = await answer.json();
    const longest = part => Math.max(part.millis ?? 0, ...part.parts.map(longest));
    box.replaceChildren(
      element('p', { class: 'quiet' }, 'Rows flow upwards: each operation takes those of the ones below it. The bar is its own part of the time.'),
      top.text ? element('ul', {}, operation(top, longest(top))) : 'Nothing was to be found.');
  })().catch(() => {
    box.textContent = 'The connection was lost.';
  });
  return box;
}

function operation(part, longest) {
  const notes = [];
  if ('rows' in part) notes.push(part.rows.toLocaleString('en') + (part.rows === 1 ? ' row' : ' rows'));
  if ('expected' in part) notes.push('about ' + part.expected.toLocaleString('en') + ' expected');
  if ('millis' in part) notes.push(part.millis.toLocaleString('en', { maximumFractionDigits: 1 }) + ' ms');
  return element('li', {},
    element('div', { class: 'operation' },
      element('bdi', {}, plain(part.text)),
      element('small', {}, notes.join(', ')),
      'millis' in part && longest > 0
        ? element('meter', { min: '0', max: String(longest), value: String(part.millis), 'aria-label': 'Time' })
        : null),
    part.parts.length > 0 ? element('ul', {}, ...part.parts.map(each => operation(each, longest))) : null);
}

function table(columns, all) {
  let order = null;
  let wanted = '';
  let page = 0;
  const body = element('tbody');
  const heads = columns.map(column => {
    const button = element('button', { type: 'button', class: 'sort' }, column);
    const head = element('th', { scope: 'col' }, button);
    button.addEventListener('click', () => {
      order = order?.column === column ? { column, down: !order.down } : { column, down: false };
      heads.forEach(other => other.removeAttribute('aria-sort'));
      head.setAttribute('aria-sort', order.down ? 'descending' : 'ascending');
      page = 0;
      fill();
    });
    return head;
  });
  const filter = element('input', { type: 'search', id: 'filter', autocomplete: 'off' });
  filter.addEventListener('input', () => {
    wanted = filter.value.trim().toLowerCase();
    page = 0;
    fill();
  });
  const previous = element('button', { type: 'button', class: 'plain' }, 'Previous');
  const next = element('button', { type: 'button', class: 'plain' }, 'Next');
  const where = element('span', { class: 'quiet small', role: 'status' });
  previous.addEventListener('click', () => { page--; fill(); });
  next.addEventListener('click', () => { page++; fill(); });
  function fill() {
    let found = wanted
      ? all.filter(row => columns.some(column => row[column]
        && (row[column].value + ' ' + (names.get(row[column].value) ?? '')).toLowerCase().includes(wanted)))
      : [...all];
    if (order) {
      found.sort((a, b) => {
        const x = sortValue(a[order.column]);
        const y = sortValue(b[order.column]);
        const way = typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y));
        return order.down ? -way : way;
      });
    }
    const pages = Math.max(1, Math.ceil(found.length / PAGE));
    page = Math.min(page, pages - 1);
    body.replaceChildren(...found.slice(page * PAGE, page * PAGE + PAGE).map(row => element('tr', {},
      ...columns.map(column => element('td', row[column] && isNumber(row[column]) ? { class: 'number' } : {}, cell(row[column]))))));
    previous.disabled = page === 0;
    next.disabled = page >= pages - 1;
    where.textContent = found.length === 0 ? 'No row.' : 'Rows ' + (page * PAGE + 1) + ' to ' + Math.min(found.length, (page + 1) * PAGE) + ' of ' + found.length;
  }
  fill();
  return element('div', {},
    element('p', { class: 'row' }, element('label', { for: 'filter' }, 'Only rows with'), filter, previous, next, where),
    element('div', { class: 'table', role: 'region', tabindex: '0', 'aria-label': 'Rows' },
      element('table', {}, element('thead', {}, element('tr', {}, ...heads)), body)));
}

function chart(label, number, shown) {
  const points = shown.filter(row => row[label] && row[number])
    .map(row => ({ name: names.get(row[label].value) ?? shortened(row[label].value) ?? row[label].value, value: Number(row[number].value) }));
  const isYears = points.every(point => /^\d{4}$/.test(point.name));
  if (isYears) {
    points.sort((a, b) => Number(a.name) - Number(b.name));
    return columnsChart(points, number);
  }
  const most = Math.max(...points.map(point => point.value), 1e-300);
  const bars = points.slice(0, 40).map(point => element('li', {},
    element('span', { class: 'name', title: plain(point.name) }, element('bdi', {}, plain(point.name))),
    svg('svg', { class: 'bar', viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
      svg('rect', { x: 0, y: 0, height: 10, width: Math.max(0, 100 * point.value / most) })),
    element('span', { class: 'value' }, point.value.toLocaleString('en'))));
  return element('div', {}, element('p', { class: 'quiet' }, number + ' by ' + label + (points.length > 40 ? ', the first 40' : '')),
    element('ol', { class: 'bars chart' }, ...bars));
}

function columnsChart(points, number) {
  const first = Number(points[0].name);
  const last = Number(points[points.length - 1].name);
  const years = Math.max(8, last - first + 1);
  const most = Math.max(...points.map(point => point.value), 1);
  const step = 600 / years;
  const picture = svg('svg', { viewBox: '0 0 640 200', role: 'img', 'aria-label': number + ' by year' });
  for (const point of points) {
    const x = 40 + (Number(point.name) - first) * step;
    const height = 165 * point.value / most;
    const bar = svg('rect', { class: 'column', x: x + step * 0.1, y: 175 - height, width: step * 0.8, height });
    bar.append(svg('title'));
    bar.lastChild.textContent = point.name + ': ' + point.value;
    picture.append(bar);
    if ((last - Number(point.name)) % Math.ceil(44 / step) === 0) {
      const mark = svg('text', { class: 'tick middle', x: x + step / 2, y: 194 });
      mark.textContent = point.name;
      picture.append(mark);
    }
  }
  for (const value of [most, most / 2]) {
    const mark = svg('text', { class: 'tick end', x: 36, y: 175 - 165 * value / most + 4 });
    mark.textContent = value.toLocaleString('en');
    picture.append(mark);
  }
  return element('figure', { class: 'plot chart' }, picture);
}

function gallery(column, shown) {
  const seen = new Set();
  const cards = [];
  for (const row of shown) {
    const figure = row[column]?.value;
    if (!figure || seen.has(figure) || cards.length >= 60) continue;
    seen.add(figure);
    const image = images.get(figure);
    const thumb = element('span', { class: 'thumb' });
    if (image && /^https:\/\/(europepmc\.org|www\.ncbi\.nlm\.nih\.gov)\//.test(image)) {
      const parts = /^https:\/\/europepmc\.org\/articles\/(PMC\d+)\/bin\/(.+)$/.exec(image);
      const next = parts ? 'https://europepmc.org/api/fulltextRepo?pmcId=' + parts[1] + '&type=FILE&fileName=' + parts[2] + '&mimeType=image/jpg' : '';
      thumb.append(element('img', { src: image, 'data-next': next, alt: '', loading: 'lazy' }));
    }
    cards.push(element('li', { class: 'card' }, thumb,
      element('div', { class: 'body' }, element('h3', {}, element('a', { href: localPage(figure) }, element('bdi', {}, plain(names.get(figure) ?? figure)))))));
  }
  return element('ul', { class: 'cards' }, ...cards);
}

function downloads(isGraph) {
  const forms = isGraph
    ? [['ttl', 'Turtle'], ['jsonld', 'JSON-LD'], ['nt', 'N-Triples'], ['rdf', 'RDF/XML']]
    : [['csv', 'CSV'], ['tsv', 'TSV'], ['json', 'JSON'], ['xml', 'XML']];
  return element('p', { class: 'row small' }, 'As file:', ...forms.map(([word, name]) =>
    element('a', { href: ENDPOINT + '?format=' + word + '&query=' + encodeURIComponent(lastQuery), download: 'pfocr.' + word }, name)));
}

// ---- Programs

const PROGRAMS = {
  curl: query => "curl -s '" + ENDPOINT + "' -H 'Accept: text/csv' --data-urlencode query@- <<'SPARQL'\n" + query.trimEnd() + '\nSPARQL\n',
  Python: query => 'import io\nimport pandas as pd\nimport requests\n\nquery = r"""\n' + query.trimEnd() + '\n"""\nanswer = requests.post("' + ENDPOINT
    + '", data={"query": query}, headers={"Accept": "text/csv"})\nanswer.raise_for_status()\ntable = pd.read_csv(io.StringIO(answer.text))\nprint(table)\n',
  R: query => 'library(httr2)\n\nquery <- r"---(\n' + query.trimEnd() + '\n)---"\nanswer <- request("' + ENDPOINT
    + '") |>\n  req_headers(Accept = "text/csv") |>\n  req_body_form(query = query) |>\n  req_perform()\ntable <- read.csv(text = resp_body_string(answer))\nprint(table)\n',
  JavaScript: query => 'const query = `\n' + query.trimEnd().replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${') + '\n`;\nconst answer = await fetch("' + ENDPOINT
    + '", {\n  method: "POST",\n  headers: { Accept: "application/sparql-results+json" },\n  body: new URLSearchParams({ query }),\n});\nconsole.log((await answer.json()).results.bindings);\n',
};
let language = 'curl';

function code() {
  $('code').hidden = false;
  $('code-text').textContent = PROGRAMS[language](text());
  [...$('languages').children].forEach(button => button.setAttribute('aria-pressed', String(button.textContent === language)));
}

// ---- Examples, with forms for their parameters

function list(word) {
  const wanted = word.trim().toLowerCase();
  const groups = new Map();
  for (const example of DATA.examples) {
    const all = [example.title, example.question, example.description, example.keywords, example.category].join(' ').toLowerCase();
    if (wanted.split(/\s+/).every(part => all.includes(part))) {
      groups.set(example.category, [...(groups.get(example.category) ?? []), example]);
    }
  }
  const parts = [...groups].map(([category, examples]) => element('div', {},
    element('h2', { class: 'small' }, category || 'Other'),
    element('ul', { class: 'plain-list' }, ...examples.map(example => {
      const button = element('button', { type: 'button', class: 'link' }, example.title);
      button.title = example.question || example.description;
      button.addEventListener('click', () => take(example));
      return element('li', {}, button);
    }))));
  $('example-list').replaceChildren(...(parts.length ? parts : [element('p', { class: 'quiet' }, 'No example has these words.')]));
}

function take(example) {
  setText(example.query);
  const about = $('about-example');
  about.hidden = false;
  about.replaceChildren(element('p', {}, element('strong', {}, example.question || example.title)), element('p', {}, example.description));
  const fields = example.parameters.map(parameter => parameterField(parameter)).filter(Boolean);
  if (fields.length) {
    about.append(element('div', { class: 'fields' }, ...fields));
  }
  if (matchMedia('(max-width: 56rem)').matches) {
    $('examples').open = false;
  }
  run();
}

/** A field of a parameter: name, type, value by default and label between bars, as Snorql has them. */
function parameterField(parameter) {
  const [name, type, value, label] = parameter.split('|').map(part => part.trim());
  if (!/^\w+$/.test(name)) {
    return null;
  }
  const input = type.startsWith('enum:')
    ? element('select', { id: 'param-' + name }, ...type.slice(5).split(',').map(option => element('option', {}, option.trim())))
    : element('input', { id: 'param-' + name, autocomplete: 'off' });
  input.value = value;
  input.addEventListener('change', () => {
    fillIn(name, input.value.trim());
    run();
  });
  const holder = element('span', { class: 'holder' }, input);
  const field = element('div', { class: 'field' }, element('label', { for: 'param-' + name }, label || name), holder);
  if (type.startsWith('autocomplete')) {
    suggestions(input, suggest, suggestion => {
      input.value = suggestion.label;
      fillIn(name, suggestion.label, suggestion.iri);
      run();
    });
  }
  return field;
}

/** Puts a value in place of the one that the query has for a variable. */
function fillIn(name, value, iri) {
  const place = new RegExp('(VALUES\\s+\\?' + name + '\\s*\\{\\s*)([^}]*?)(\\s*\\})', 'i');
  const old = place.exec(text());
  if (!old) {
    setText(text().replaceAll('{{' + name + '}}', value));
    return;
  }
  let written;
  if (old[2].startsWith('"')) {
    const tail = /"(@\w+|\^\^\S+)?$/.exec(old[2])?.[1] ?? '';
    written = JSON.stringify(value) + tail;
  } else if (/^[-\d.]+$/.test(old[2]) && /^[-\d.]+$/.test(value)) {
    written = value;
  } else {
    const target = iri ?? value;
    written = /^https?:/.test(target) ? '<' + target.replace(/[<>"{}|\\^`\s]/g, encodeURIComponent) + '>' : target;
  }
  setText(text().replace(place, (_, before, _old, after) => before + written + after));
}

async function suggest(word) {
  const answer = await fetch(new URL('api/suggest?limit=8&q=' + encodeURIComponent(word), ROOT));
  return answer.ok ? (await answer.json()).suggestions.filter(found => found.iri) : [];
}

// ---- Sharing

async function packed(query) {
  const stream = new Blob([query]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

async function unpacked(short) {
  const bytes = Uint8Array.from(atob(short.replaceAll('-', '+').replaceAll('_', '/')), c => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Response(stream).text();
}

async function copy(link) {
  history.replaceState(null, '', link);
  try {
    await navigator.clipboard.writeText(link);
    status('The link is copied.');
  } catch {
    status('The link is in the address bar.');
  }
}

// ---- Beginning

async function begin() {
  const asked = new URLSearchParams(location.search).get('query');
  const short = /^#q=([\w-]+)$/.exec(location.hash)?.[1];
  const example = new URLSearchParams(location.search).get('example');
  let query = asked;
  if (!query && short) {
    query = await unpacked(short).catch(() => null);
  }
  let draft = null;
  try {
    draft = localStorage.getItem(DRAFT);
  } catch {
    // As above.
  }
  area.value = query ?? draft ?? DATA.examples[0]?.query ?? '';
  makeEditor();
  $('more-tools').hidden = false;
  $('keys').textContent = 'Ctrl-Enter runs the query' + (editor ? ', Ctrl-Space completes a term.' : '.');
  list('');
  $('languages').append(...Object.keys(PROGRAMS).map(name => {
    const button = element('button', { type: 'button', class: 'plain' }, name);
    button.addEventListener('click', () => { language = name; code(); });
    return button;
  }));
  $('find-example').addEventListener('input', event => list(event.target.value));
  $('query-form').addEventListener('submit', event => { event.preventDefault(); run(); });
  $('stop').addEventListener('click', () => running?.abort());
  $('share').addEventListener('click', () => copy(new URL('query?query=' + encodeURIComponent(text()), ROOT).href));
  $('share-short').addEventListener('click', async () => copy(new URL('query#q=' + await packed(text()), ROOT).href));
  area.addEventListener('keydown', event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      run();
    }
  });
  area.addEventListener('input', remember);
  suggestions($('insert'), suggest, found => {
    const name = term(found.iri);
    insert(name + ' ');
    declare(name.startsWith('<') ? null : name.split(':')[0]);
    $('insert').value = '';
  });
  if (matchMedia('(max-width: 56rem)').matches) {
    $('examples').open = false;
  }
  const named = DATA.examples.find(other => other.name === example);
  if (named) {
    take(named);
  } else if (query) {
    run();
  }
}

begin();
