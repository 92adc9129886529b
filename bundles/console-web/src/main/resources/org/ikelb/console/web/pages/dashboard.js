import {age, badge, byId, bytes, clock, el, errors, every, may, need, number, post, postIfSure, say, sessions, since, table, update} from './common.js';

function svg(name, attributes) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

/** A line that grows from the right, where now is, with its scale. */
function chart(values, label, minutes) {
  const top = Math.max(1, ...values);
  const x = i => 100 - (values.length - 1 - i) * 100 / 119;
  const points = values.map((value, i) => `${x(i).toFixed(2)},${(29 - 27 * value / top).toFixed(2)}`).join(' ');
  const picture = svg('svg', {viewBox: '0 0 100 30', preserveAspectRatio: 'none', role: 'img', 'aria-label': label});
  picture.append(svg('line', {x1: 0, x2: 100, y1: 29.5, y2: 29.5, class: 'base', 'vector-effect': 'non-scaling-stroke'}),
    svg('line', {x1: 0, x2: 100, y1: 2, y2: 2, class: 'base top', 'vector-effect': 'non-scaling-stroke'}),
    svg('polyline', {points, fill: 'none', stroke: 'currentColor', 'stroke-width': 2, 'vector-effect': 'non-scaling-stroke'}));
  return el('div', {class: 'chart'}, el('span', {class: 'scale', 'aria-hidden': 'true'}, number(top)), picture,
    el('span', {class: 'scale span', 'aria-hidden': 'true'}, el('span', {}, `${minutes} min ago`), el('span', {}, 'now')));
}

function tile(title, value, note, values, every) {
  const minutes = Math.round(119 * every / 60);
  const label = values && `${title} during the last ${minutes} minutes, at most ${Math.max(0, ...values)}`;
  return el('dl', {class: 'tile', 'data-key': title}, el('dt', {}, title),
    el('dd', {}, value, ' ', el('small', {}, note), values && chart(values, label, minutes)));
}

const dropped = traffic => Object.values(traffic.dropped ?? {}).reduce((sum, n) => sum + n, 0);

function tiles(status, topology, lately) {
  const every = lately.everySeconds ?? 5;
  const latest = values => number((values ?? []).at(-1));
  update(byId('tiles'),
    tile('Sessions', number(status.establishedSessions), `+ ${number(status.halfOpenSessions)} half-open`, lately.sessions ?? [], every),
    tile('From clients', latest(lately.fromClients), 'datagrams/s', lately.fromClients ?? [], every),
    tile('From gateways', latest(lately.fromGateways), 'datagrams/s', lately.fromGateways ?? [], every),
    tile('Gateways', `${status.gatewaysTakingSessions} of ${status.gateways}`, 'take sessions'),
    tile('Dropped', number(dropped(status.fromClients) + dropped(status.fromGateways)), 'since start'),
    tile('Up for', age(status.uptime), `${topology ? `topology ${topology}` : `revision ${status.revision}`} by ${status.appliedBy || '-'}`));
}

const unsaved = value => value.notSaved ? ` It is in force, but not saved: ${value.notSaved}; it is lost if ikelb ends before that is mended.` : '';

async function set(gateway, state) {
  const {ok, value} = await postIfSure('gateway', {gateway, state});
  say(ok ? `${gateway}: ${state}. To undo, press ${state === 'ready' ? 'Drain' : 'Ready'}.${unsaved(value)}` : errors(value), !ok || value.notSaved);
  refresh();
}

/** A gateway that is ejected is ready already, and pressing the button lifts that. */
const isSo = (gateway, state) => gateway.administrative === state && !(state === 'ready' && gateway.ejection);

const removed = gateway => gateway.reason === 'removed';

function actions(gateway) {
  if (removed(gateway)) return '';
  const button = (title, state) => el('button', {
    click: () => set(gateway.id, state), disabled: isSo(gateway, state) || !may('operate'),
    'aria-label': `${title} ${gateway.id}`, 'data-key': `${gateway.id} ${state}`,
    title: may('operate') ? undefined : 'needs the role operate'}, title);
  return el('div', {class: 'buttons'}, button('Ready', 'ready'), button('Drain', 'drain'), button('Maintenance', 'maintenance'));
}

async function weigh(event, gateway) {
  event.preventDefault();
  const form = event.target;
  const before = form.weight.defaultValue;
  const weight = form.weight.value;
  const {ok, value} = await post('gateway', {gateway, weight});
  say(ok ? `${gateway}: weight ${before} → ${weight}, for new sessions. To undo, set ${before} again.${unsaved(value)}` : errors(value), !ok || value.notSaved);
  if (!ok) return;
  await refresh();
  form.reset(); // from now on it shows what is set, not what was typed
}

function weight(gateway) {
  if (!may('operate') || removed(gateway)) return `${gateway.weight}`;
  return el('form', {class: 'weight', submit: event => weigh(event, gateway.id), 'data-key': `${gateway.id} weight`},
    el('input', {name: 'weight', type: 'number', min: 0, max: 1000, required: true, value: gateway.weight, 'aria-label': `Weight of ${gateway.id}`}),
    el('button', {'aria-label': `Set the weight of ${gateway.id}`}, 'Set'));
}

const detail = (...text) => el('div', {class: 'detail'}, ...text);
const halfOpen = view => [number(view.establishedSessions), view.halfOpenSessions ? detail(`+ ${number(view.halfOpenSessions)} half-open`) : ''];

/** How far a drain has come. */
function drain(gateway) {
  if (!gateway.drain) return '';
  const left = gateway.establishedSessions + gateway.halfOpenSessions;
  const {since: began, until, then} = gateway.drain;
  const end = until ? `; at ${clock(until)} ${then === 'maintenance' ? 'those left are ended' : 'it is over'}` : '';
  return detail(left ? `${number(left)} ${left === 1 ? 'session' : 'sessions'} left after ${since(began)}${end}` : 'empty: nobody is left');
}

const ejection = ({ejection: it}) => it ? detail(`until ${clock(it.until)}: ${it.evidence}; Ready lifts it`) : '';

const logins = ({begun, finished}) => begun ? detail(`${number(finished)} of ${number(begun)} logins finished`) : '';

const newSessions = count => count ? detail(`+ ${number(count)} in a minute`) : '';

function gateways(list, lately) {
  table(byId('gateways'),
    [['Gateway', ''], ['Health', ''], ['State', ''], ['Sessions', 'number'], ['Weight', 'number'], ['Monitors', 'wide'], ['Set', '']],
    list.map(gateway => [
      [el('strong', {}, gateway.id), detail((gateway.addresses ?? []).join(', '))],
      [badge(gateway.health), detail(`for ${since(gateway.since)}`)],
      [badge(gateway.administrative), gateway.reason && gateway.reason !== gateway.administrative ? detail(gateway.reason) : '', ejection(gateway), drain(gateway)],
      [...halfOpen(gateway), newSessions(lately.newSessions?.[gateway.id]), logins(gateway.logins)], weight(gateway),
      (gateway.probes ?? []).map(probe => detail(`${probe.monitor}: ${probe.lastProbe} ${probe.detail}`)),
      actions(gateway)]),
    'no gateways');
}

const reasons = traffic => Object.entries(traffic.dropped ?? {}).map(([reason, count]) => detail(`${reason} ${number(count)}`));
const received = (traffic, rate) => [number(traffic.received), detail(`${number(rate)}/s`), detail(bytes(traffic.receivedBytes))];

function servers(list, lately) {
  table(byId('servers'),
    [['Virtual server', ''], ['Protocol', 'wide'], ['Pool', 'wide'], ['From clients', 'number'], ['From gateways', 'number wide'], ['Dropped', 'number']],
    list.map(server => [
      [el('strong', {}, server.name), detail((server.addresses ?? []).join(', '))],
      server.protocol, server.pool, received(server.fromClients, lately.virtualServers?.[server.name]?.fromClients),
      received(server.fromGateways, lately.virtualServers?.[server.name]?.fromGateways),
      [number(dropped(server.fromClients) + dropped(server.fromGateways)), reasons(server.fromClients), reasons(server.fromGateways)].flat()]),
    'no virtual servers');
}

/** What attempts at the gateways of a pool, or at none, came to. */
function attempts(pool, list) {
  const sums = {};
  for (const {counts} of list.filter(of => of.pool === pool))
    for (const [outcome, count] of Object.entries(counts)) sums[outcome] = (sums[outcome] ?? 0) + count;
  return Object.entries(sums).filter(([, count]) => count).map(([outcome, count]) => detail(`${outcome} ${number(count)}`));
}

function pools(list, counts) {
  table(byId('pools'),
    [['Pool', ''], ['Method', ''], ['Gateways', 'number'], ['Sessions', 'number'], ['Attempts', ''], ['Monitors', 'wide'], ['Guards', 'wide']],
    list.map(pool => [
      [el('strong', {}, pool.name), pool.degraded ? detail(pool.degraded) : ''],
      pool.method, `${pool.takingSessions} of ${pool.gateways}`, halfOpen(pool), attempts(pool.name, counts),
      (pool.monitors ?? []).join(', '), (pool.guards ?? []).join(', ')]),
    'no pools');
}

function warnings(list) {
  update(byId('warnings'), list.length
    ? list.map(warning => el('li', {class: 'odd'}, el('strong', {}, warning.subject), ` ${warning.text} `, el('span', {class: 'faint'}, warning.code)))
    : el('li', {}, 'None: all is well.'));
}

/** What an event says, by its topic; others are shown as they are. */
const WORDS = {
  'topology/APPLIED': e => ['Topology', `revision ${e.revision} applied by ${e.author}, ${e.changes} ${e.changes === '1' ? 'change' : 'changes'}`],
  'gateway/HEALTH': e => [e.gateway, `is ${e.to}, was ${e.from}; ${sessions(e.sessions)} on it; ${e.probes}`],
  'gateway/FULL': e => [e.gateway, e.full === 'true' ? 'is full: it takes no new sessions' : 'takes new sessions again'],
  'gateway/STATE': e => [e.gateway, `set from ${e.from} to ${e.to}; ${sessions(e.sessions)} on it`],
  'gateway/WEIGHT': e => [e.gateway, `weight ${e.from} → ${e.to}`],
  'gateway/EJECTED': e => [e.gateway, `is ejected until ${clock(e.until)}: ${e.evidence}`],
  'gateway/READMITTED': e => [e.gateway, e.author === 'ikelb' ? 'is ejected no more' : `is ejected no more: ${e.author} lifted it`],
  'gateway/DRAIN_ENDED': e => [e.gateway, `drained in ${age(e.took_ms / 1000)}; ${e.sessions === '0' ? 'nobody is left' : `${sessions(e.sessions)} left`}`],
  'gateway/SESSIONS_RELEASED': e => [e.gateway, `${sessions(e.count)} ended: ${e.reason}`],
  'session/CLOSED_BY_HAND': e => ['Sessions', `${sessions(e.count)} ended by hand`],
  'session/RESTORED': e => ['Sessions', `${e.sessions} of ${e.of} go on after the restart`],
  'state/STORE': e => ['State', e.store === 'none' ? 'nothing survives a restart' : `is kept by ${e.store}`],
  'plugin/FAILED': e => [`Plugin ${e.plugin}`, `failed: ${e.error}`],
  'plugin/SET_ASIDE': e => [`Plugin ${e.plugin}`, `was set aside for ${e.pause_s} s: ${e.reason}`],
  'plugin/TRIED_AGAIN': e => [`Plugin ${e.plugin}`, 'is tried again'],
  'plugin/HANGS': e => [`Plugin ${e.plugin}`, `has not come back to ${e.on}`],
  'plugin/CAME_BACK': e => [`Plugin ${e.plugin}`, `came back to ${e.on} after ${e.took_s} s`],
};

function wording({topic, values = {}}) {
  const known = WORDS[topic]?.(values);
  return known ?? [topic, Object.entries(values).map(([key, value]) => `${key}=${value}`).join(' ')];
}

function events(list) {
  update(byId('events'), list.length
    ? list.map(event => {
      const [subject, text] = wording(event);
      return el('li', {}, el('time', {datetime: event.at}, clock(event.at)), el('strong', {}, subject), ` ${text}`);
    })
    : el('li', {class: 'faint'}, 'Nothing has happened since the console started.'));
}

function audit(list) {
  update(byId('audit'), list.length
    ? list.map(entry => el('li', {}, el('time', {datetime: entry.at}, clock(entry.at)), el('strong', {}, entry.user),
      ` ${entry.what} `, el('span', {class: 'faint'}, `${entry.result}; ${entry.from}`)))
    : el('li', {class: 'faint'}, 'Nobody has done anything since ikelb started.'));
}

const refresh = every(2, async () => {
  const value = await need('dashboard');
  const lately = value.lately ?? {};
  tiles(value.status, value.topology, lately);
  warnings(value.warnings ?? []);
  gateways(value.gateways ?? [], lately);
  servers(value.virtualServers ?? [], lately);
  pools(value.pools ?? [], value.attempts ?? []);
  events(value.events ?? []);
  audit(value.audit ?? []);
});
