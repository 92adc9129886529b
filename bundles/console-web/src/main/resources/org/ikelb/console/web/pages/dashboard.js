import {age, badge, byId, bytes, clock, el, errors, every, fill, get, may, number, post, say, since, table} from './common.js';

const HISTORY = 60;
const series = {up: [], down: [], sessions: []};
let last;

function remember(name, value) {
  series[name].push(value);
  if (series[name].length > HISTORY) series[name].shift();
}

function measure({at, status}) {
  const now = {at: Date.parse(at), up: status.fromClients.received, down: status.fromGateways.received};
  if (last && now.at > last.at && now.up >= last.up) {
    const seconds = (now.at - last.at) / 1000;
    remember('up', (now.up - last.up) / seconds);
    remember('down', (now.down - last.down) / seconds);
  }
  remember('sessions', status.establishedSessions);
  last = now;
}

function svg(name, attributes) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

/** A line that grows from the right, where now is. */
function chart(values, label) {
  const top = Math.max(1, ...values);
  const x = i => 100 - (values.length - 1 - i) * 100 / (HISTORY - 1);
  const points = values.map((value, i) => `${x(i)},${29 - 27 * value / top}`).join(' ');
  const picture = svg('svg', {viewBox: '0 0 100 30', preserveAspectRatio: 'none', role: 'img', 'aria-label': label});
  picture.append(svg('line', {x1: 0, x2: 100, y1: 29.5, y2: 29.5, class: 'base', 'vector-effect': 'non-scaling-stroke'}),
    svg('polyline', {points, fill: 'none', stroke: 'currentColor', 'stroke-width': 2, 'vector-effect': 'non-scaling-stroke'}));
  return picture;
}

function tile(title, value, note, values) {
  const label = values && `${title} during the last two minutes, at most ${Math.round(Math.max(0, ...values))}`;
  return el('dl', {class: 'tile'}, el('dt', {}, title),
    el('dd', {}, value, ' ', el('small', {}, note), values && chart(values, label)));
}

const latest = name => Math.round(series[name].at(-1) ?? 0);
const dropped = traffic => Object.values(traffic.dropped ?? {}).reduce((sum, n) => sum + n, 0);

function tiles(status) {
  fill(byId('tiles'),
    tile('Sessions', number(status.establishedSessions), `+ ${number(status.halfOpenSessions)} half-open`, series.sessions),
    tile('From clients', number(latest('up')), 'datagrams/s', series.up),
    tile('From gateways', number(latest('down')), 'datagrams/s', series.down),
    tile('Gateways', `${status.gatewaysTakingSessions} of ${status.gateways}`, 'take sessions'),
    tile('Dropped', number(dropped(status.fromClients) + dropped(status.fromGateways)), 'since start'),
    tile('Up for', age(status.uptime), `revision ${status.revision} by ${status.appliedBy || '-'}`));
}

async function set(gateway, state) {
  if (state === 'maintenance' && !confirm(`Maintenance ends all sessions on ${gateway} now. Go on?`)) return;
  const {ok, value} = await post('gateway', {gateway, state});
  say(ok ? `${gateway}: ${state}. To undo, press ${state === 'ready' ? 'Drain' : 'Ready'}.` : errors(value), !ok);
  refresh();
}

function actions(gateway) {
  const button = (title, state) => el('button', {
    click: () => set(gateway.id, state), disabled: gateway.administrative === state || !may('operate'),
    'aria-label': `${title} ${gateway.id}`, 'data-key': `${gateway.id} ${state}`,
    title: may('operate') ? undefined : 'needs the role operate'}, title);
  return el('div', {class: 'buttons'}, button('Ready', 'ready'), button('Drain', 'drain'), button('Maintenance', 'maintenance'));
}

const detail = (...text) => el('div', {class: 'detail'}, ...text);
const halfOpen = view => [number(view.establishedSessions), view.halfOpenSessions ? detail(`+ ${number(view.halfOpenSessions)} half-open`) : ''];

function gateways(list) {
  table(byId('gateways'),
    [['Gateway', ''], ['Health', ''], ['State', ''], ['Sessions', 'number'], ['Weight', 'number wide'], ['Monitors', 'wide'], ['Set', '']],
    list.map(gateway => [
      [el('strong', {}, gateway.id), detail((gateway.addresses ?? []).join(', '))],
      [badge(gateway.health), detail(`for ${since(gateway.since)}`)],
      [badge(gateway.administrative), gateway.reason && gateway.reason !== gateway.administrative ? detail(gateway.reason) : ''],
      halfOpen(gateway), `${gateway.weight}`,
      (gateway.probes ?? []).map(probe => detail(`${probe.monitor}: ${probe.lastProbe} ${probe.detail}`)),
      actions(gateway)]),
    'no gateways');
}

const reasons = traffic => Object.entries(traffic.dropped ?? {}).map(([reason, count]) => detail(`${reason} ${number(count)}`));
const received = traffic => [number(traffic.received), detail(bytes(traffic.receivedBytes))];

function servers(list) {
  table(byId('servers'),
    [['Virtual server', ''], ['Protocol', 'wide'], ['Pool', 'wide'], ['From clients', 'number'], ['From gateways', 'number wide'], ['Dropped', 'number']],
    list.map(server => [
      [el('strong', {}, server.name), detail((server.addresses ?? []).join(', '))],
      server.protocol, server.pool, received(server.fromClients), received(server.fromGateways),
      [number(dropped(server.fromClients) + dropped(server.fromGateways)), reasons(server.fromClients), reasons(server.fromGateways)].flat()]),
    'no virtual servers');
}

function pools(list) {
  table(byId('pools'),
    [['Pool', ''], ['Method', ''], ['Gateways', 'number'], ['Sessions', 'number'], ['Monitors', 'wide'], ['Guards', 'wide']],
    list.map(pool => [
      [el('strong', {}, pool.name), pool.degraded ? detail(pool.degraded) : ''],
      pool.method, `${pool.takingSessions} of ${pool.gateways}`, halfOpen(pool),
      (pool.monitors ?? []).join(', '), (pool.guards ?? []).join(', ')]),
    'no pools');
}

function warnings(list) {
  fill(byId('warnings'), list.length
    ? list.map(warning => el('li', {class: 'odd'}, el('strong', {}, warning.subject), ` ${warning.text} `, el('span', {class: 'faint'}, warning.code)))
    : el('li', {}, 'None: all is well.'));
}

function events(list) {
  fill(byId('events'), list.length
    ? list.map(event => el('li', {}, el('time', {datetime: event.at}, clock(event.at)), el('strong', {}, event.topic), ' ',
      Object.entries(event.values ?? {}).map(([key, value]) => `${key}=${value}`).join(' ')))
    : el('li', {class: 'faint'}, 'Nothing has happened since the console started.'));
}

const refresh = every(2, async () => {
  const {ok, value} = await get('dashboard');
  if (!ok) { say(errors(value), true); return; }
  measure(value);
  tiles(value.status);
  warnings(value.warnings ?? []);
  gateways(value.gateways ?? []);
  servers(value.virtualServers ?? []);
  pools(value.pools ?? []);
  events(value.events ?? []);
});
