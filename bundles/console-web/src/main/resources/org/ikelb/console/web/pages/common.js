// What all pages share: the frame, asking for JSON, and building elements. Text from outside only
// ever becomes a text node, so no name can become code.

const ROOT = '/system/console';
const PAGES = [['Dashboard', ''], ['Sessions', '/sessions'], ['Failures', '/failures'], ['Topology', '/topology'], ['Export', '/export']];
const STANDARD = [['Bundles', 'bundles'], ['Services', 'services'], ['Components', 'components'],
  ['Configuration', 'configMgr'], ['Log', 'logs']];
const PATIENCE = 30000;
const ROLES = ['view', 'operate', 'admin'];

let role = 'view';
let user = '';

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

const sameThing = (a, b) => a.nodeName === b.nodeName && a.dataset?.key === b.dataset?.key;

/** Makes an element like another one and keeps what is there: focus, selection, what is being typed. */
function adapt(old, fresh) {
  if (old.nodeType === Node.TEXT_NODE) {
    if (old.data !== fresh.data) old.data = fresh.data;
    return;
  }
  for (const {name} of [...old.attributes]) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  for (const {name, value} of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  const count = fresh.childNodes.length;
  [...fresh.childNodes].forEach((child, i) => {
    const here = old.childNodes[i];
    const kept = here && sameThing(here, child) ? here
      : child.dataset?.key && [...old.childNodes].slice(i).find(other => sameThing(other, child));
    if (kept !== here || !kept) old.insertBefore(kept || child, here ?? null);
    if (kept) adapt(kept, child);
  });
  while (old.childNodes.length > count) old.lastChild.remove();
}

/** Like fill, in place. What listens must have a data-key, and know no more than that says. */
export function update(element, ...children) {
  const fresh = element.cloneNode(false);
  fresh.append(...children.flat());
  adapt(element, fresh);
}

/** Fills a table in place: columns are [title, class]; rows are lists of what the cells hold. */
export function table(element, columns, rows, empty) {
  const head = el('thead', {}, el('tr', {}, columns.map(([title, kind]) => el('th', {scope: 'col', class: kind}, title))));
  const body = rows.map(row => el('tr', {}, row.map((cell, i) => el('td', {class: columns[i][1]}, cell))));
  const none = el('tr', {}, el('td', {colspan: columns.length, class: 'faint'}, empty));
  update(element, head, el('tbody', {}, body.length ? body : none));
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
  const response = await fetch(address, {cache: 'no-store', signal: AbortSignal.timeout(PATIENCE), ...options});
  role = response.headers.get('Ikelb-Role') ?? role;
  user = decodeURIComponent((response.headers.get('Ikelb-User') ?? '').replaceAll('+', ' ')) || user;
  byId('user').textContent = user && `${user} (${role})`;
  const text = await response.text();
  const isJson = response.headers.get('Content-Type')?.startsWith('application/json');
  return {ok: response.ok, status: response.status, value: isJson ? JSON.parse(text) : {errors: [text.trim() || response.statusText]}};
}

export const get = (name, parameters = {}) => request(name, parameters, {});
export const post = (name, parameters = {}, body = '') =>
  request(name, parameters, {method: 'POST', body, headers: {'Content-Type': 'text/plain;charset=UTF-8'}});

/** The same for what may cut sessions: ikelb counts them, and the user has the second word. */
export async function postIfSure(name, parameters = {}, body = '') {
  const first = await post(name, parameters, body);
  const sessions = first.value.sessionsCut;
  if (first.ok || !sessions) return first;
  const question = `${errors(first.value)}. Nothing is sent to their clients: they dial again when they notice. Go on?`;
  return confirm(question[0].toUpperCase() + question.slice(1))
    ? post(name, {...parameters, sure: 'yes'}, body)
    : {...first, value: {errors: ['Nothing was done.']}};
}

/** ikelb has answered that it will not. */
class Refusal extends Error {}

/** What is asked for; what ikelb says against it is thrown. */
export async function need(name, parameters = {}) {
  const {ok, value} = await get(name, parameters);
  if (!ok) throw new Refusal(errors(value));
  return value;
}

/** "?pace=60" makes a minute of looking on a second, for tests. */
const pace = () => Math.min(1000, Math.max(1, Number(new URLSearchParams(location.search).get('pace')) || 1));

export const errors = value => (value.errors ?? [JSON.stringify(value)]).join('\n');
export const number = n => (n ?? 0).toLocaleString('en');
export const sessions = count => `${number(Number(count))} ${Number(count) === 1 ? 'session' : 'sessions'}`;

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

/** Runs a task now and every few seconds, while somebody looks; says so while it fails. */
export function every(seconds, task) {
  let busy = false;
  let complaint = '';
  const once = async () => {
    if (busy || document.hidden) return;
    busy = true;
    try {
      await task();
      if (complaint && byId('message').textContent === complaint) say('');
      complaint = '';
    } catch (e) {
      complaint = e instanceof Refusal ? e.message : `no answer from ikelb: ${e.message}`;
      say(complaint, true);
    } finally { busy = false; }
  };
  setInterval(once, seconds * 1000 / pace());
  document.addEventListener('visibilitychange', once);
  once();
  return once;
}

function frame() {
  const here = location.pathname.replace(/\/$/, '');
  const link = (title, path) => el('a', {href: path, 'aria-current': here === path ? 'page' : undefined}, title);
  // On a phone the rest is folded away.
  const rest = el('details', {id: 'rest'}, el('summary', {}, 'More'),
    el('div', {}, STANDARD.map(([title, path]) => link(title, `${ROOT}/${path}`)),
      el('span', {id: 'user', class: 'faint', title: 'who is logged in'}), link('Log out', `${ROOT}/logout`)));
  const wide = matchMedia('(min-width: 60rem)');
  const unfold = () => { rest.open = wide.matches; };
  wide.addEventListener('change', unfold);
  unfold();
  byId('top').append(el('nav', {'aria-label': 'Pages'},
    el('b', {}, 'ikelb'), PAGES.map(([title, path]) => link(title, `${ROOT}/ikelb${path}`)), el('span', {class: 'gap'}), rest));
}
frame();
