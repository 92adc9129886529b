import {age, badge, byId, bytes, clock, el, errors, fill, get, may, number, post, say, since, table} from './common.js';

const LIMIT = 500;
const form = byId('search');
const sum = (session, key) => (session.upstreams ?? []).reduce((total, upstream) => total + upstream[key], 0);

async function offerGateways() {
  const {ok, value} = await get('dashboard');
  if (ok) form.gateway.append(...(value.gateways ?? []).map(gateway => el('option', {}, gateway.id)));
}

async function search() {
  const {ok, value} = await get('sessions', {...Object.fromEntries(new FormData(form)), limit: LIMIT});
  if (!ok) { say(errors(value), true); return; }
  say('');
  const found = value.sessions ?? [];
  const shown = value.matching > found.length ? `; the oldest ${number(found.length)} are shown: narrow the search to see others` : '';
  byId('count').textContent = `${number(value.matching)} ${value.matching === 1 ? 'session' : 'sessions'}${shown}`;
  table(byId('sessions'),
    [['Session', ''], ['Client', ''], ['Gateway', ''], ['State', 'wide'], ['Age', 'number wide'], ['Idle', 'number wide'], ['Up', 'number wide'], ['Down', 'number wide'], ['Why there', 'wide']],
    found.map(session => [
      el('button', {class: 'link', click: () => open(session.id), 'data-key': session.id}, session.id),
      session.client, session.gateway, badge(session.state), since(session.openedAt), age(session.idle),
      bytes(sum(session, 'bytesUp')), bytes(sum(session, 'bytesDown')), session.placement]),
    'no sessions');
}

const facts = pairs => el('dl', {class: 'facts'}, pairs.map(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]).flat());

/** A line of the story: text, or a record with a time. */
function chapter(entry) {
  if (typeof entry === 'string') return el('li', {}, entry);
  const {at, ...rest} = entry;
  return el('li', {}, at ? el('time', {class: 'faint', datetime: at}, `${clock(at)} `) : '', Object.values(rest).join(' '));
}

function upstreams(list) {
  const shown = el('table');
  const traffic = (datagrams, size) => [number(datagrams), el('div', {class: 'detail'}, bytes(size))];
  table(shown, [['Virtual server', ''], ['Client', ''], ['ikelb', ''], ['Gateway', ''], ['Up', 'number'], ['Down', 'number']],
    list.map(u => [u.virtualServer, u.client, u.local, u.gateway, traffic(u.datagramsUp, u.bytesUp), traffic(u.datagramsDown, u.bytesDown)]), 'none');
  return el('div', {class: 'scroll', tabindex: '0'}, shown);
}

async function open(id) {
  const {ok, value} = await get('session', {id});
  if (!ok) { say(errors(value), true); return; }
  byId('session-title').textContent = `Session ${value.id}`;
  fill(byId('detail'),
    el('div', {class: 'card'}, facts([
      ['client', value.client], ['gateway', value.gateway], ['why there', value.placement], ['state', badge(value.state)],
      ['persistency group', value.persistencyGroup], ['opened', `${clock(value.openedAt)}, ${since(value.openedAt)} ago`],
      ['idle', age(value.idle)], ['IKE SPI pairs', (value.spiPairs ?? []).map(pair => el('div', {}, el('code', {}, pair)))]])),
    el('h3', {}, 'Story'),
    el('div', {class: 'card'}, value.story?.length ? el('ol', {class: 'story'}, value.story.map(chapter)) : 'Nothing but its opening.'),
    el('h3', {}, 'Upstreams'),
    upstreams(value.upstreams ?? []),
    el('p', {class: 'buttons'}, el('button', {click: () => close(value.id), disabled: !may('operate'), title: may('operate') ? undefined : 'needs the role operate'}, 'End this session')));
  byId('session').hidden = false;
  byId('session').focus();
  history.replaceState(null, '', `?id=${encodeURIComponent(id)}`);
}

async function close(id) {
  if (!confirm('Nothing is sent to the client: it dials again when it notices. This cannot be undone. Go on?')) return;
  const {ok, value} = await post('close', {id});
  if (ok) { byId('session').hidden = true; await search(); }
  say(ok ? `Session ${id} has ended.` : errors(value), !ok);
}

form.addEventListener('submit', event => { event.preventDefault(); search(); });
offerGateways();
await search();
const asked = new URLSearchParams(location.search).get('id');
if (asked) open(asked);
