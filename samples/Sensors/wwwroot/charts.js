// Two charts in plain SVG. Each is drawn to the size that its element has on the page, so text stays readable at every width.

const MARGIN = { top: 12, right: 12, bottom: 24, left: 40 };
const MINUTE = 60 * 1000;

function svg(tag, attributes, text) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  if (text !== undefined) node.textContent = text;
  return node;
}

// Whole steps, a few of them, with some air above and below.
function valueScale(values, height) {
  const low = Math.min(...values), high = Math.max(...values);
  const step = [1, 2, 5, 10, 20, 50].find(size => (high - low) / size <= 5) ?? 100;
  const from = Math.floor(low / step) * step, to = Math.max(Math.ceil(high / step) * step, from + step);
  const y = value => MARGIN.top + (to - value) / (to - from) * (height - MARGIN.top - MARGIN.bottom);
  return { y, ticks: Array.from({ length: Math.round((to - from) / step) + 1 }, (_, index) => from + index * step) };
}

function frame(chart, values, { end, span }) {
  const { width, height } = chart.getBoundingClientRect();
  chart.setAttribute('viewBox', `0 0 ${width} ${height}`);
  const x = time => MARGIN.left + (time - (end - span)) / span * (width - MARGIN.left - MARGIN.right);
  const { y, ticks } = valueScale(values, height);
  const nodes = ticks.flatMap(tick => [
    svg('line', { class: 'grid', x1: MARGIN.left, x2: width - MARGIN.right, y1: y(tick), y2: y(tick) }),
    svg('text', { x: MARGIN.left - 8, y: y(tick) + 4, 'text-anchor': 'end' }, `${tick}°`),
  ]);
  const every = (width < 520 ? 4 : 2) * MINUTE;
  for (let time = Math.ceil((end - span) / every) * every; time <= end; time += every) {
    const label = new Date(time).toLocaleTimeString('en', { hour12: false, hour: '2-digit', minute: '2-digit' });
    if (x(time) > MARGIN.left + 10 && x(time) < width - MARGIN.right - 10) nodes.push(svg('text', { x: x(time), y: height - 6, 'text-anchor': 'middle' }, label));
  }
  return { x, y, width, height, nodes };
}

const path = (points, x, y) => points.map((point, index) => `${index === 0 ? 'M' : 'L'}${x(point.time).toFixed(1)} ${y(point.value).toFixed(1)}`).join('');

export function drawSeries(chart, points, { end, span, limit }) {
  if (points.length === 0) return chart.replaceChildren();
  const { x, y, width, nodes } = frame(chart, [...points.map(point => point.value), limit], { end, span });
  const last = points.at(-1);
  return chart.replaceChildren(
    ...nodes,
    svg('line', { class: 'limit', x1: MARGIN.left, x2: width - MARGIN.right, y1: y(limit), y2: y(limit) }),
    svg('path', { class: 'line', d: path(points, x, y) }),
    svg('text', { class: 'limit-name', x: MARGIN.left + 6, y: y(limit) - 6 }, `limit ${limit}°`),
    svg('circle', { class: last.value > limit ? 'last high' : 'last', cx: x(last.time), cy: y(last.value), r: 4 }));
}

export function drawBars(chart, points, { end, span }) {
  const shown = points.filter(point => point.time >= end - span);
  if (shown.length === 0) return chart.replaceChildren();
  const { x, y, height, nodes } = frame(chart, shown.map(point => point.value), { end, span });
  const most = Math.max(...shown.map(point => point.count));
  const wide = Math.max(x(MINUTE) - x(0) - 3, 2);
  const bars = shown.map(point => {
    const tall = point.count / most * (height - MARGIN.top - MARGIN.bottom);
    const right = Math.min(x(point.time) + wide, x(end));
    return svg('rect', { class: 'bar', x: x(point.time), y: height - MARGIN.bottom - tall, width: Math.max(right - x(point.time), 1), height: tall, rx: 2 });
  });
  return chart.replaceChildren(...bars, ...nodes, svg('path', { class: 'line', d: path(shown.map(point => ({ ...point, time: Math.min(point.time + MINUTE / 2, end) })), x, y) }));
}
