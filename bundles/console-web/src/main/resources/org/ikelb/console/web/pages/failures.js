import {byId, clock, el, errors, fill, get, number, say, table} from './common.js';

const LIMIT = 200;
const form = byId('search');
const whole = seconds => `${(Number(seconds) * 1000).toFixed(1)} ms`;

async function show(cause) {
  const {ok, value} = await get('failures', {limit: LIMIT, ...(cause ? {cause} : {})});
  if (!ok) { say(errors(value), true); return; }
  say('');
  table(byId('causes'),
    [['Likeliest cause', ''], ['Count', 'number'], ['Last hour', 'number'], ['Clients', 'number wide'], ['Last', ''], ['Windows may show', 'wide'], ['What it is', 'wide']],
    (value.causes ?? []).map(one => [
      el('button', {class: 'link', click: () => show(one.cause), 'data-key': one.cause}, one.cause),
      number(one.count), number(one.lastHour), number(one.clients), clock(one.last), (one.windowsErrors ?? []).join(' '), one.title]),
    'nobody has failed so far');
  const latest = value.latest ?? [];
  fill(byId('count'), `${number(latest.length)} shown${cause ? ` of ${cause}. ` : '. '}`,
    ...(cause ? [el('button', {class: 'link', click: () => show()}, 'Show all')] : []));
  table(byId('latest'),
    [['At', ''], ['Client', ''], ['Gateway', ''], ['Software', 'wide'], ['Likeliest', ''], ['Or', 'wide']],
    latest.map(one => [
      el('button', {class: 'link', click: () => open([one]), 'data-key': `${one.spi} ${one.began}`}, clock(one.began)),
      one.client, one.gateway || '-', one.software,
      one.verdicts?.[0]?.cause ?? '-', (one.verdicts ?? []).slice(1).map(verdict => verdict.cause).join(', ')]),
    'none');
}

const list = (lines, kind = 'ul') => el(kind, {}, lines.map(line => el('li', {}, line)));

function verdict(one, index) {
  const shown = (one.windowsErrors ?? []).length ? ` - Windows may show ${one.windowsErrors.join(' or ')}` : '';
  return el('div', {class: 'card'},
    el('h4', {}, `${index + 1}. ${one.title}`),
    el('p', {class: 'faint'}, `${index === 0 ? 'likeliest' : 'or'}: ${one.cause}${shown}`),
    list(one.evidence ?? []),
    (one.remedies ?? []).map(remedy => [
      el('p', {}, `${remedy.where}: ${remedy.what}`),
      (remedy.commands ?? []).length ? el('pre', {class: 'commands'}, remedy.commands.join('\n')) : undefined]).flat());
}

function messages(one) {
  const shown = el('table');
  table(shown, [['After', 'number'], ['From', ''], ['On', 'wide'], ['Bytes', 'number'], ['Message', ''], ['Fate', '']],
    (one.messages ?? []).map(message => [
      whole(message.after), message.sender, message.virtualServer, number(message.bytes),
      [message.text, ...(message.details ?? []).map(detail => el('div', {class: 'detail'}, detail))], message.fate]), 'none');
  return el('div', {class: 'scroll', tabindex: '0'}, shown);
}

function open(found) {
  const one = found[0];
  byId('case-title').textContent = `${one.client} at ${clock(one.began)}: ${one.outcome}`;
  fill(byId('detail'),
    el('p', {class: 'faint'}, `gateway ${one.gateway || '-'}, session ${one.session || '-'}, initiator SPI ${one.spi}, software ${one.software}`),
    list(one.facts ?? []),
    el('h3', {}, 'Message by message'), messages(one),
    el('h3', {}, 'Every cause that fits'),
    (one.verdicts ?? []).length ? one.verdicts.map(verdict) : el('p', {}, 'Nothing went wrong, as far as is known.'),
    one.hidden ? el('p', {}, one.hidden) : '');
  byId('case').hidden = false;
  byId('case').focus();
}

async function diagnose(who) {
  const {ok, value} = await get('diagnose', {who});
  if (!ok) { say(errors(value), true); return; }
  say('');
  open(value);
}

form.addEventListener('submit', event => { event.preventDefault(); diagnose(form.who.value); });
await show();
const asked = new URLSearchParams(location.search).get('who');
if (asked) diagnose(asked);
