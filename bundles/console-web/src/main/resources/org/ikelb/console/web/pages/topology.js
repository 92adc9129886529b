import {badge, byId, clock, el, errors, every, fill, may, need, post, postIfSure, say, sessions, table} from './common.js';

const text = byId('text');
const lines = byId('lines');
let marked = new Set();
let running = ''; // as it was shown first
let base = 0; // its number
let newest = 0;
let checks = 0;
let timer;

function number() {
  const count = text.value.split('\n').length;
  fill(lines, Array.from({length: count}, (_, i) => {
    const bad = marked.has(i + 1);
    return [el('span', {class: bad ? 'bad' : undefined}, `${bad ? '● ' : ''}${i + 1}`), '\n'];
  }).flat());
  lines.scrollTop = text.scrollTop;
}

function show(problem) {
  const start = text.value.split('\n').slice(0, problem.line - 1).reduce((sum, line) => sum + line.length + 1, 0);
  const end = text.value.indexOf('\n', start);
  text.focus();
  text.setSelectionRange(start + problem.column - 1, end < 0 ? text.value.length : end);
  text.scrollTop = (problem.line - 5) * parseFloat(getComputedStyle(text).lineHeight);
}

function problems(list) {
  marked = new Set(list.map(problem => problem.line));
  number();
  fill(byId('findings'),
    el('p', {}, `${list.length} ${list.length === 1 ? 'problem' : 'problems'}; it cannot be applied.`),
    odd(list));
  byId('apply').disabled = true;
}

function odd(list) {
  return el('ul', {class: 'plain'}, list.map(problem => el('li', {class: 'odd problem'},
    el('button', {class: 'link', click: () => show(problem)}, `line ${problem.line}, column ${problem.column}`),
    ' ', el('code', {}, problem.key), ` ${problem.rule}`)));
}

function changes(list, warnings, cut) {
  marked = new Set();
  number();
  const shown = el('table');
  table(shown, [['Change', ''], ['What', ''], ['Detail', ''], ['Live sessions', '']],
    list.map(change => [badge(change.kind), change.subject, change.detail, change.effect]), 'no difference to what runs');
  fill(byId('findings'), odd(warnings),
    el('p', {}, list.length ? `No problems. Applying it does this, and cuts ${cut ? sessions(cut) : 'no session'}:` : 'No problems.'),
    el('div', {class: 'scroll', tabindex: '0'}, shown));
  byId('apply').disabled = !list.length || !may('admin') || newest !== base;
}

async function check() {
  clearTimeout(timer);
  const mine = ++checks;
  const {ok, value} = await post('check', {}, text.value);
  if (mine !== checks) return; // somebody typed on
  if (!ok) say(errors(value), true);
  else if (value.problems?.length) problems(value.problems);
  else changes(value.changes ?? [], value.warnings ?? [], value.sessionsCut ?? 0);
}

async function apply() {
  byId('apply').disabled = true;
  const {ok, status, value} = await postIfSure('apply', {base}, text.value);
  if (ok) await load(true);
  else if (status === 409) await load(false);
  else if (value.problems?.length) problems(value.problems);
  else await check();
  say(ok ? 'Applied. Confirm it, or it is taken back.' : value.problems?.length ? 'Refused: nothing was changed.' : errors(value), !ok);
}

/** Somebody has applied another topology while this text was being edited. */
function overtaken(history) {
  const notice = byId('overtaken');
  const by = history.find(entry => entry.number === newest);
  notice.hidden = newest === base || text.value === running;
  if (notice.hidden || !by || notice.dataset.number === String(newest)) return;
  notice.dataset.number = newest;
  fill(notice, el('p', {}, `${by.author} applied number ${newest} at ${clock(by.at)}, after number ${base}, which you have changed here. `
      + 'Your text is as you typed it. Look at what applying it would change now: their change may be among it.'),
    el('p', {class: 'buttons'},
      el('button', {click: goOn, id: 'go-on'}, 'Keep my text, compare it with what runs now'),
      el('button', {click: showWhatRuns, id: 'discard'}, 'Discard my text')));
}

const showWhatRuns = () => load(true).catch(e => say(e.message, true));

function goOn() {
  base = newest;
  byId('overtaken').hidden = true;
  check();
}

async function step(name, done, reload) {
  const {ok, value} = await postIfSure(name);
  await load(ok && reload);
  say(ok ? done(value) : errors(value), !ok);
}

const confirmIt = () => step('confirm', () => 'Confirmed: it stays.', false);
const undo = () => step('undo', () => 'Undone: the topology before runs again.', true);
const save = () => step('save', ({file, previous}) =>
  previous ? `Saved to ${file}; its previous text is in ${previous}.` : `${file} says what runs.`, false);

function pending(entry) {
  const notice = byId('pending');
  const news = notice.dataset.number !== String(entry?.number);
  notice.hidden = !entry;
  if (!entry || !news) return;
  notice.dataset.number = entry.number;
  fill(notice, el('p', {}, `Number ${entry.number}, applied by ${entry.author}, is taken back at ${clock(entry.confirmBy)} unless somebody confirms it.`),
    el('p', {class: 'buttons'},
      el('button', {class: 'primary', click: confirmIt, disabled: !may('admin'), id: 'confirm'}, 'Confirm'),
      el('button', {click: undo, disabled: !may('admin')}, 'Take it back now')));
}

function stand(value) {
  byId('where').textContent = `The file is ${value.file}. Applying does not write it, saving does.`;
  pending(value.unconfirmed);
  fill(byId('delta'), value.delta?.length
    ? el('ul', {class: 'plain'}, value.delta.map(d => el('li', {}, el('strong', {}, `${d.kind} ${d.subject}`), ` file: ${d.file || 'nothing'}, in force: ${d.running}`)))
    : 'Nothing: the file says what runs.');
  table(byId('history'), [['Number', 'number'], ['When', ''], ['Who', ''], ['From', 'wide'], ['State', '']],
    (value.history ?? []).map(entry => [`${entry.number}`, clock(entry.at), entry.author, entry.source, badge(entry.standing)]), 'nothing was applied yet');
  byId('undo').disabled = byId('save').disabled = !may('admin');
  if (!may('admin')) byId('apply').title = 'needs the role admin';
}

/** Shows where things stand; text that somebody edits is replaced only if asked to. */
async function load(replace) {
  const value = await need('topology');
  newest = value.number;
  if (replace || text.value === running) {
    if (text.value !== value.text) text.value = value.text;
    running = text.value;
    base = value.number;
    number();
    if (replace) await check();
  }
  overtaken(value.history ?? []);
  stand(value);
}

text.addEventListener('input', () => {
  number();
  byId('apply').disabled = true;
  clearTimeout(timer);
  timer = setTimeout(check, 800);
});
text.addEventListener('scroll', () => { lines.scrollTop = text.scrollTop; });
byId('check').addEventListener('click', check);
byId('apply').addEventListener('click', apply);
byId('undo').addEventListener('click', undo);
byId('save').addEventListener('click', save);
byId('revert').addEventListener('click', showWhatRuns);
// A browser asks only for somebody who has typed or clicked, and complains if it is to ask for others.
addEventListener('beforeunload', event => {
  if (text.value !== running && navigator.userActivation?.hasBeenActive) event.preventDefault();
});
every(5, () => load(false));
