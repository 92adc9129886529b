import {badge, byId, el, errors, fill, get, say} from './common.js';

const form = byId('choice');
let products = [];

const chosen = () => products.find(product => product.product === form.product.value);

function offerForms() {
  fill(form.form, (chosen()?.forms ?? []).map(f => el('option', {value: f.name}, f.name)));
  help();
}

function help() {
  byId('help').textContent = chosen()?.forms?.find(f => f.name === form.form.value)?.help ?? '';
}

function download(name, content) {
  const address = URL.createObjectURL(new Blob([content], {type: 'text/plain'}));
  el('a', {href: address, download: name}).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

function findings(list) {
  return list.length
    ? el('ul', {class: 'plain'}, list.map(finding => el('li', {class: 'odd'}, badge(finding.effect), ' ', el('code', {}, finding.path), ` ${finding.text} ${finding.source ? `(${finding.source})` : ''}`)))
    : el('p', {}, 'Nothing of this topology.');
}

const documents = list => list.map(document => el('div', {class: 'card'},
  el('p', {class: 'buttons'}, el('strong', {}, document.file),
    el('button', {click: () => download(document.file, document.content), 'aria-label': `Download ${document.file}`}, 'Download')),
  el('pre', {class: 'document', tabindex: '0', 'aria-label': document.file}, document.content)));

async function exportIt() {
  const {ok, value} = await get('export', Object.fromEntries(new FormData(form)));
  const exported = ok ? value : value.export;
  say(ok ? '' : errors(value), !ok);
  fill(byId('export'), (exported?.forms ?? []).map(f => [
    el('h2', {}, 'What it cannot carry, or carries in another way'), findings(f.findings ?? []),
    f.alwaysSo ? [el('h2', {}, 'Always so of this product'), el('p', {}, f.alwaysSo)] : [],
    ok ? [el('h2', {}, 'Documents'), ...documents(f.documents ?? [])] : []].flat()).flat());
}

form.product.addEventListener('change', offerForms);
form.form.addEventListener('change', help);
form.addEventListener('submit', event => { event.preventDefault(); exportIt(); });

const {ok, value} = await get('exporters');
if (ok) {
  products = value;
  fill(form.product, products.map(product => el('option', {value: product.product}, product.title)));
  offerForms();
} else {
  say(errors(value), true);
}
