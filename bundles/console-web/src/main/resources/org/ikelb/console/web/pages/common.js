// What all pages share: the frame, asking for JSON, and building elements. Text from outside only
// ever becomes a text node, so no name can become code.

const ROOT = '/system/console';
const PAGES = [['Dashboard', ''], ['Sessions', '/sessions'], ['Topology', '/topology'], ['Export', '/export']];
const STANDARD = [['Bundles', 'bundles'], ['Services', 'services'], ['Components', 'components'],
  ['Configuration', 'configMgr'], ['Log', 'logs']];
const ROLES = ['view', 'operate', 'admin'];

let role = 'view';

/** An element; attributes that are functions listen to that event. */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(key, value);
    else if (value === true) element.setAttribute(key, '');
    else if (value !== false && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children.flat().filter(child => child !== undefined && child !== null));
  return element;
}

export const byId = id => document.getElementById(id);

/** Puts other children into an element, keeping the focus on what has the same data-key. */
export function fill(element, ...children) {
  const key = element.contains(document.activeElement) && document.activeElement.dataset.key;
  element.replaceChildren(...children.flat());
  if (key) element.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
}

/** Fills a table: columns are [title, class]; rows are lists of what the cells hold. */
export function table(element, columns, rows, empty) {
  const head = el('thead', {}, el('tr', {}, columns.map(([title, kind]) => el('th', {scope: 'col', class: kind}, title))));
  const body = rows.map(row => el('tr', {}, row.map((cell, i) => el('td', {class: columns[i][1]}, cell))));
  const none = el('tr', {}, el('td', {colspan: columns.length, class: 'faint'}, empty));
  fill(element, head, el('tbody', {}, body.length ? body : none));
}

export const may = needed => ROLES.indexOf(role) >= ROLES.indexOf(needed);

/** Says how it went, to screen readers too. */
export function say(text, bad = false) {
  const message = byId('message');
  message.textContent = text;
  message.classList.toggle('bad', bad);
  message.hidden = !text;
}

async function request(name, parameters, options) {
  const address = new URL(`${ROOT}/ikelb/api/${name}`, location.origin);
  for (const [key, value] of Object.entries(parameters)) if (value) address.searchParams.set(key, value);
  const response = await fetch(address, {cache: 'no-store', ...options});
  role = response.headers.get('Ikelb-Role') ?? role;
  const text = await response.text();
  const isJson = response.headers.get('Content-Type')?.startsWith('application/json');
  return {ok: response.ok, value: isJson ? JSON.parse(text) : {errors: [text.trim() || response.statusText]}};
}

export const get = (name, parameters = {}) => request(name, parameters, {});
export const post = (name, parameters = {}, body = '') =>
  request(name, parameters, {method: 'POST', body, headers: {'Content-Type': 'text/plain;charset=UTF-8'}});

export const errors = value => (value.errors ?? [JSON.stringify(value)]).join('\n');
export const number = n => (n ?? 0).toLocaleString('en');

export function bytes(n) {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let unit = 0;
  while (n >= 1000 && unit < units.length - 1) { n /= 1000; unit++; }
  return `${n.toFixed(unit && n < 100 ? 1 : 0)} ${units[unit]}`;
}

export function age(seconds) {
  const s = Math.max(0, Math.round(seconds ?? 0));
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min`;
  if (s < 86400) return `${Math.floor(s / 3600)} h ${Math.floor(s % 3600 / 60)} min`;
  return `${Math.floor(s / 86400)} d ${Math.floor(s % 86400 / 3600)} h`;
}

export const since = instant => age((Date.now() - Date.parse(instant)) / 1000);
/** Local time as the log writes it: 2026-11-24 05:56:24. */
export const clock = instant => new Date(instant).toLocaleString('sv-SE');

const GOOD = ['up', 'ready', 'established', 'confirmed', 'added'];
const BAD = ['down', 'maintenance', 'removed', 'refused', 'rolled-back'];

/** A word with a colour; the word alone says it too. */
export const badge = word =>
  el('span', {class: `badge ${GOOD.includes(word) ? 'good' : BAD.includes(word) ? 'bad' : 'odd'}`}, word);

/** Runs a task now and every few seconds, while somebody looks. */
export function every(seconds, task) {
  let busy = false;
  const once = async () => {
    if (busy || document.hidden) return;
    busy = true;
    try { await task(); } catch (e) { say(`no answer from ikelb: ${e.message}`, true); } finally { busy = false; }
  };
  setInterval(once, seconds * 1000);
  document.addEventListener('visibilitychange', once);
  once();
  return once;
}

function frame() {
  const here = location.pathname.replace(/\/$/, '');
  const link = (title, path) => el('a', {href: path, 'aria-current': here === path ? 'page' : undefined}, title);
  byId('top').append(el('nav', {'aria-label': 'Pages'},
    el('b', {}, 'ikelb'),
    PAGES.map(([title, path]) => link(title, `${ROOT}/ikelb${path}`)),
    el('span', {class: 'gap'}),
    STANDARD.map(([title, path]) => link(title, `${ROOT}/${path}`))));
}
frame();
