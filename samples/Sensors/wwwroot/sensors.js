// The page of the Sensors sample. It asks every two seconds, of the chosen sensor only for what it does not have yet.
import { drawBars, drawSeries } from './charts.js';

const POLL = 2000;
const WINDOW = 12 * 60 * 1000;
const state = { sensors: [], chosen: null, readings: [] };
const find = id => document.getElementById(id);
const degrees = value => `${value.toFixed(1)} °C`;
const clock = time => new Date(time).toLocaleTimeString('en', { hour12: false });

function element(tag, properties = {}, ...children) {
  const { data = {}, ...rest } = properties;
  const node = Object.assign(document.createElement(tag), rest);
  Object.assign(node.dataset, data);
  node.append(...children);
  return node;
}

async function get(path) {
  const response = await fetch(path).catch(() => { throw new Error('The server does not answer.'); });
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return response.json();
}

async function loadSensors() {
  state.sensors = await get('/api/sensors');
  state.chosen ??= state.sensors.find(sensor => sensor.alarmSince)?.sensorId ?? state.sensors[0]?.sensorId ?? null;
  showSensors();
}

// Buttons stay the same nodes, so the keyboard's focus stays where it is.
function showSensors() {
  const sites = new Map();
  for (const sensor of state.sensors) sites.set(sensor.site, [...(sites.get(sensor.site) ?? []), sensor]);
  if (find('sensors').querySelectorAll('button').length !== state.sensors.length) {
    find('sensors').replaceChildren(...[...sites].flatMap(([site, sensors]) => [
      element('h3', { textContent: site }),
      element('div', { className: 'sites' }, ...sensors.map(sensor => element('button', {
        data: { sensor: sensor.sensorId }, onclick: () => choose(sensor.sensorId),
      }, element('span', { textContent: sensor.sensorId }), element('span', { className: 'last' })))),
    ]));
  }
  for (const sensor of state.sensors) {
    const button = find('sensors').querySelector(`[data-sensor="${CSS.escape(sensor.sensorId)}"]`);
    button.ariaPressed = String(sensor.sensorId === state.chosen);
    button.className = sensor.alarmSince ? 'high' : '';
    button.querySelector('.last').textContent = sensor.lastValue == null ? '' : degrees(sensor.lastValue);
  }
}

function choose(sensorId) {
  state.chosen = sensorId;
  state.readings = [];
  showSensors();
  return attempt(loadSeries);
}

async function loadSeries() {
  const sensorId = state.chosen;
  if (sensorId === null) return;
  const last = state.readings.at(-1);
  const added = await get(`/api/sensors/${encodeURIComponent(sensorId)}/readings${last ? `?after=${encodeURIComponent(last.at)}` : ''}`);
  if (sensorId !== state.chosen) return; // another sensor was chosen meanwhile
  const known = state.readings.at(-1)?.at ?? '';
  const oldest = Date.now() - WINDOW;
  state.readings = [...state.readings, ...added.filter(reading => reading.at > known)].filter(reading => Date.parse(reading.at) >= oldest);
  showSeries(state.sensors.find(sensor => sensor.sensorId === sensorId));
}

function showSeries(sensor) {
  const values = state.readings.map(reading => reading.value);
  const points = state.readings.map(reading => ({ time: Date.parse(reading.at), value: reading.value }));
  const now = values.at(-1);
  find('series-title').textContent = `${sensor.sensorId}, ${sensor.site}`;
  find('series-value').textContent = now === undefined ? '' : degrees(now);
  find('series-value').className = now > sensor.limit ? 'value high' : 'value';
  find('series-summary').textContent = values.length === 0
    ? 'No readings in the last minutes.'
    : `${values.length} readings, ${degrees(Math.min(...values))} to ${degrees(Math.max(...values))}.`;
  drawSeries(find('series'), points, { end: Date.now(), span: WINDOW, limit: sensor.limit });
}

async function loadFleet() {
  const minutes = await get('/api/fleet');
  const total = minutes.reduce((sum, minute) => sum + minute.readings, 0);
  find('fleet-summary').textContent = minutes.length === 0
    ? 'Nothing yet.'
    : `${total.toLocaleString('en')} readings in ${minutes.length} minutes, added up from four shards. Line: average; bars: readings.`;
  drawBars(find('fleet'), minutes.map(minute => ({ time: Date.parse(minute.minute), value: minute.average, count: minute.readings })), { end: Date.now(), span: WINDOW });
}

async function loadAlarms() {
  const { open, cleared } = await get('/api/alarms');
  showAlarms('open-alarms', open, 'None: all is well.');
  showAlarms('cleared-alarms', cleared, 'None yet.');
}

function showAlarms(id, alarms, none) {
  find(id).replaceChildren(...(alarms.length === 0
    ? [element('li', { className: 'empty', textContent: none })]
    : alarms.map(alarm => element('li', { data: { alarm: alarm.sensorId } },
      element('span', { className: 'dot' }),
      element('strong', { textContent: alarm.sensorId }),
      element('span', { className: 'peak', textContent: `${degrees(alarm.value)} > ${degrees(alarm.limit)}` }),
      element('span', { className: 'when', textContent: alarm.clearedAt ? `${clock(alarm.raisedAt)} to ${clock(alarm.clearedAt)}` : `since ${clock(alarm.raisedAt)}` })))));
}

async function attempt(action) {
  try {
    await action();
    return true;
  } catch (error) {
    find('status').textContent = `${error.message} Trying again.`;
    return false;
  }
}

async function follow() {
  const done = document.hidden || await attempt(async () => {
    await Promise.all([loadSensors().then(loadSeries), loadFleet(), loadAlarms()]);
  });
  if (done && state.sensors.length > 0) find('status').textContent = `${state.sensors.length} sensors, ${clock(Date.now())}`;
  setTimeout(follow, POLL);
}

addEventListener('resize', () => attempt(async () => { if (state.chosen) showSeries(state.sensors.find(sensor => sensor.sensorId === state.chosen)); await loadFleet(); }));
await follow();
