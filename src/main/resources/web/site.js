// What every page does beyond HTML: another address for a picture that does not come, and suggestions in search boxes.

// ---- Pictures

/** Tries the next address of a picture, then shows what stands for it. */
function failed(img) {
  const next = (img.dataset.next || '').split(' ').filter(Boolean);
  if (next.length > 0) {
    img.dataset.next = next.slice(1).join(' ');
    img.src = next[0];
    return;
  }
  img.classList.add('failed');
  const missing = img.closest('.picture')?.querySelector('.missing');
  if (missing) {
    missing.hidden = false;
    (img.closest('a') ?? img).hidden = true;
  }
}

document.addEventListener('error', event => {
  if (event.target instanceof HTMLImageElement && 'next' in event.target.dataset) {
    failed(event.target);
  }
}, true);
document.addEventListener('load', event => {
  if (event.target instanceof HTMLImageElement) {
    event.target.classList.add('loaded'); // Hides the drawing behind it.
  }
}, true);
for (const img of document.querySelectorAll('img[data-next]')) {
  if (img.complete && img.naturalWidth > 0) {
    img.classList.add('loaded');
  }
  if (img.complete && img.naturalWidth === 0 && img.loading !== 'lazy') {
    failed(img); // It failed before this script came.
  }
}

if (matchMedia('(max-width: 56rem)').matches) {
  document.querySelectorAll('.facet').forEach(facet => { facet.open = false; }); // Else they stand before what was found.
}

// ---- Suggestions

/** A list box below a text field (ARIA Authoring Practices, combobox with list). */
export function suggestions(input, ask, choose) {
  const list = document.createElement('ul');
  list.className = 'suggestions';
  list.id = input.id + '-suggestions';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', 'Suggestions');
  list.hidden = true;
  input.after(list);
  input.setAttribute('role', 'combobox');
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-controls', list.id);
  input.setAttribute('aria-expanded', 'false');
  let shown = [];
  let at = -1;
  let timer = 0;
  let asked = 0;

  function close() {
    list.hidden = true;
    at = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }

  function mark(number) {
    at = number;
    [...list.children].forEach((item, i) => item.setAttribute('aria-selected', String(i === at)));
    if (at >= 0) {
      input.setAttribute('aria-activedescendant', list.children[at].id);
      list.children[at].scrollIntoView({ block: 'nearest' });
    } else {
      input.removeAttribute('aria-activedescendant');
    }
  }

  function show(found) {
    shown = found;
    list.replaceChildren(...found.map((suggestion, i) => {
      const item = document.createElement('li');
      item.id = list.id + '-' + i;
      item.setAttribute('role', 'option');
      item.setAttribute('aria-selected', 'false');
      const label = document.createElement('bdi');
      label.textContent = suggestion.label;
      const kind = document.createElement('span');
      kind.className = 'kind';
      kind.textContent = suggestion.kind + (suggestion.figures ? ' · ' + suggestion.figures.toLocaleString('en') + ' figures' : '');
      const detail = document.createElement('small');
      detail.textContent = suggestion.detail ?? '';
      item.append(label, kind, detail);
      item.addEventListener('mousedown', event => {
        event.preventDefault();
        close();
        choose(suggestion);
      });
      return item;
    }));
    list.hidden = found.length === 0;
    input.setAttribute('aria-expanded', String(found.length > 0));
    at = -1;
  }

  input.addEventListener('input', () => {
    clearTimeout(timer);
    const text = input.value.trim();
    if (text.length < 2) {
      close();
      return;
    }
    timer = setTimeout(async () => {
      const number = ++asked;
      const found = await ask(text).catch(() => []);
      if (number === asked && document.activeElement === input) {
        show(found);
      }
    }, 150);
  });
  input.addEventListener('keydown', event => {
    if (list.hidden) {
      return;
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const next = at + (event.key === 'ArrowDown' ? 1 : -1); // -1 is the field itself.
      mark(next >= shown.length ? -1 : next < -1 ? shown.length - 1 : next);
      event.preventDefault();
    } else if (event.key === 'Enter' && at >= 0) {
      event.preventDefault();
      const chosen = shown[at];
      close();
      choose(chosen);
    } else if (event.key === 'Escape') {
      close();
      event.preventDefault();
    }
  });
  input.addEventListener('blur', close);
}

const root = new URL('.', import.meta.url);

/** The page on this server about an IRI; null where there is none. The same as Kind.pathOf on the server. */
export function localPage(iri, kind) {
  const after = start => iri.startsWith(start) ? iri.slice(start.length) : null;
  const page = path => new URL(path, root).href;
  let name;
  if ((name = after('https://identifiers.org/ncbigene/')) !== null && /^\d+$/.test(name)) return page('genes/' + name);
  if ((name = after('https://identifiers.org/pmc/')) !== null && /^PMC\d+$/.test(name)) return page('papers/' + name);
  if ((name = after('http://purl.obolibrary.org/obo/NCBITaxon_')) !== null && /^\d+$/.test(name)) return page('organisms/' + name);
  if ((name = after('http://id.nlm.nih.gov/mesh/')) !== null) {
    return kind === 'chemical' || kind === 'disease'
      ? page(kind + 's/' + name)
      : page('describe?iri=' + encodeURIComponent(iri));
  }
  if (iri.startsWith('http://purl.obolibrary.org/obo/')) return page('describe?iri=' + encodeURIComponent(iri));
  if ((name = after('https://pfocr.wikipathways.org/')) !== null) return page(name);
  return null;
}

for (const input of document.querySelectorAll('input[data-suggest]')) {
  suggestions(input, async text => {
    const answer = await fetch(input.dataset.suggest + '?limit=8&q=' + encodeURIComponent(text));
    return answer.ok ? (await answer.json()).suggestions : [];
  }, suggestion => {
    const page = suggestion.iri && suggestion.kind !== 'keyword' ? localPage(suggestion.iri, suggestion.kind) : null;
    if (page) {
      location.href = page;
    } else {
      input.value = suggestion.label;
      input.form.submit();
    }
  });
}

// ---- Copying

document.addEventListener('click', async event => {
  const button = event.target instanceof Element ? event.target.closest('button[data-copy]') : null;
  if (button) {
    const source = document.getElementById(button.dataset.copy);
    await navigator.clipboard.writeText(source.value ?? source.textContent);
    const label = button.textContent;
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = label; }, 1500);
  }
});
