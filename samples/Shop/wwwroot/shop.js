// The page of the Shop sample. It holds no rules: prices, stock and orders are what the API says.

const POLL = 2000;
const state = { users: [], user: null, products: [], cart: { lines: [] }, open: new Set() };
const money = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const find = id => document.getElementById(id);

function element(tag, properties = {}, ...children) {
  const { data = {}, ...rest } = properties;
  const node = Object.assign(document.createElement(tag), rest);
  Object.assign(node.dataset, data);
  node.append(...children.filter(child => child !== null));
  return node;
}

async function call(method, path, body) {
  const response = await fetch(path, {
    method,
    headers: body ? { 'Content-Type': 'application/json' } : {},
    body: body ? JSON.stringify(body) : undefined,
  }).catch(() => { throw new Error('The server does not answer.'); });
  const answer = await response.json().catch(() => null);
  if (!response.ok) throw new Error(answer?.detail ?? answer?.title ?? `The server answered ${response.status}.`);
  return answer;
}

function toast(text, bad = false) {
  const node = find('toast');
  node.textContent = text;
  node.className = bad ? 'show bad' : 'show';
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => { node.className = bad ? 'bad' : ''; }, 3500);
}

async function attempt(action) {
  try {
    await action();
  } catch (error) {
    toast(error.message, true);
  }
}

function showUsers() {
  find('users').replaceChildren(...state.users.map(user => element('button', {
    textContent: user.name,
    ariaPressed: String(user.userId === state.user.userId),
    data: { user: user.userId },
    onclick: () => attempt(async () => { state.user = user; state.open.clear(); showUsers(); await Promise.all([loadCart(), showOrders()]); }),
  })));
}

async function loadProducts() {
  state.products = await call('GET', '/api/products');
  const byCategory = Map.groupBy ? Map.groupBy(state.products, p => p.category) : groupBy(state.products, p => p.category);
  find('products').replaceChildren(...[...byCategory].flatMap(([category, products]) => [
    element('h3', { textContent: category }),
    element('div', { className: 'grid' }, ...products.map(productCard)),
  ]));
}

function groupBy(values, key) {
  const groups = new Map();
  for (const value of values) groups.set(key(value), [...(groups.get(key(value)) ?? []), value]);
  return groups;
}

function productCard(product) {
  const stock = product.stock === 0 ? 'Sold out' : `${product.stock} in stock`;
  return element('article', { className: 'product', data: { product: product.productId } },
    element('div', { className: 'name', textContent: product.name }),
    element('div', { className: 'facts' },
      element('span', { className: 'price', textContent: money.format(product.price) }),
      element('span', { className: `stock ${product.stock === 0 ? 'none' : product.stock < 5 ? 'low' : ''}`, textContent: stock })),
    element('div', { className: 'actions' },
      element('button', { textContent: 'Add to cart', className: 'add', disabled: product.stock === 0, onclick: () => attempt(() => addToCart(product)) }),
      element('button', { textContent: 'Price…', className: 'reprice', onclick: () => attempt(() => reprice(product)) })));
}

const cartPath = (productId = '') => `/api/users/${encodeURIComponent(state.user.userId)}/cart${productId && `/${encodeURIComponent(productId)}`}`;

const addToCart = product => changeCart(() => {
  const quantity = (state.cart.lines.find(line => line.productId === product.productId)?.quantity ?? 0) + 1;
  if (quantity > product.stock) toast(`There are only ${product.stock} of ${product.name} in stock.`, true);
  return loadCart('PUT', cartPath(product.productId), { quantity });
});

const takeFromCart = product => changeCart(() => loadCart('DELETE', cartPath(product.productId)));

// One change after the other: each starts from what the one before it has left.
function changeCart(change) {
  changeCart.last = (changeCart.last ?? Promise.resolve()).catch(() => null).then(change);
  return changeCart.last;
}

async function loadCart(method = 'GET', path = cartPath(), body = undefined) {
  const user = state.user;
  const cart = await call(method, path, body);
  if (user !== state.user) return; // another customer was chosen meanwhile
  state.cart = cart;
  showCart();
}

function showCart() {
  const lines = state.cart.lines
    .map(({ productId, quantity }) => ({ product: state.products.find(p => p.productId === productId), quantity }))
    .filter(line => line.product);
  find('cart').replaceChildren(...(lines.length === 0
    ? [element('li', { className: 'empty', textContent: 'Nothing yet.' })]
    : lines.map(({ product, quantity }) => element('li', {},
      element('span', { textContent: `${quantity} × ${product.name}` }),
      element('span', { className: 'take' },
        `${money.format(quantity * product.price)} `,
        element('button', {
          className: 'link', textContent: '✕', title: 'Take out of the cart', ariaLabel: `Take ${product.name} out of the cart`,
          onclick: () => attempt(() => takeFromCart(product)),
        }))))));
  find('cart-total').textContent = money.format(lines.reduce((sum, line) => sum + line.quantity * line.product.price, 0));
  find('place-order').disabled = lines.length === 0;
  find('cart-count').textContent = lines.reduce((sum, line) => sum + line.quantity, 0);
  showWayToCart();
  showExpiry();
}

// Where the page is one column the cart is below all products: a link leads to it while it holds something and is out of sight.
let cartInSight = true;
const showWayToCart = () => { find('to-cart').hidden = cartInSight || state.cart.lines.length === 0; };

new IntersectionObserver(([entry]) => {
  cartInSight = entry.isIntersecting;
  showWayToCart();
}).observe(find('cart-panel'));

// The cart is an item with a time to live. It empties itself on the page when the time has come, whenever the item is deleted.
function showExpiry() {
  const expires = state.cart.lines.length > 0 ? new Date(state.cart.expiresAt) : null;
  const seconds = expires && Math.ceil((expires - Date.now()) / 1000);
  if (expires && seconds <= 0) {
    state.cart = { lines: [] };
    showCart();
    return;
  }
  find('cart-expiry').textContent = expires
    ? `Kept until ${expires.toLocaleTimeString('en', { timeStyle: 'short' })} (${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')})`
    : '';
}

async function placeOrder() {
  const placed = await call('POST', `${cartPath()}/order`);
  state.open.add(placed.order.orderId);
  toast(`Order ${placed.order.orderId} is placed.`);
  await Promise.all([loadProducts(), showOrders()]);
  await loadCart();
}

// What the stream handler has written into the table. It runs on its own, in Lambda in another function: so the page asks.
async function showWhatHappened() {
  const [log, sales] = await Promise.all([call('GET', '/api/log'), call('GET', '/api/sales')]);
  find('log').replaceChildren(...(log.length === 0
    ? [element('li', { className: 'empty', textContent: 'Nothing yet.' })]
    : log.map(entry => element('li', { data: { event: entry.event } },
      element('time', { dateTime: entry.at, textContent: new Date(entry.at).toLocaleTimeString('en', { hour12: false }) }),
      element('span', { className: entry.event, textContent: `${nameOf(entry.userId)}: ${entry.text}` })))));
  const most = Math.max(...sales.map(day => day.revenue));
  find('sales').replaceChildren(...(sales.length === 0
    ? [element('li', { className: 'empty', textContent: 'No sales yet.' })]
    : sales.map(day => element('li', { data: { day: day.day } },
      element('div', { className: 'row' },
        element('span', { textContent: new Date(`${day.day}T12:00:00`).toLocaleDateString('en', { weekday: 'short', month: 'short', day: 'numeric' }) }),
        element('span', { textContent: `${day.orders} ${day.orders === 1 ? 'order' : 'orders'}, ${day.shipped} shipped` }),
        element('strong', { textContent: money.format(day.revenue) })),
      barOf(day.revenue / most)))));
}

function barOf(share) {
  const bar = element('div', { className: 'bar' });
  bar.style.width = `${Math.round(share * 100)}%`;
  return bar;
}

const nameOf = userId => state.users.find(user => user.userId === userId)?.name ?? userId;

// A server that is away is said once, and asked again until it is back.
async function follow() {
  try {
    if (!start.done) await start();
    if (!document.hidden) await showWhatHappened();
    follow.failed = false;
  } catch (error) {
    if (!follow.failed) toast(`${error.message} Trying again.`, true);
    follow.failed = true;
  }
  setTimeout(follow, POLL);
}

// The page sends the version that it has seen: if someone else changed the product meanwhile, the API refuses.
async function reprice(product) {
  const answer = prompt(`New price of ${product.name}`, product.price);
  if (answer === null) return;
  const price = Number(answer);
  if (!Number.isFinite(price) || price <= 0) throw new Error('A price is a number above zero.');
  try {
    await call('PUT', `/api/products/${encodeURIComponent(product.productId)}/price`, { price, version: product.version });
    toast(`${product.name} costs ${money.format(price)} now.`);
  } finally {
    await loadProducts();
    showCart();
  }
}

async function showOrders() {
  const userId = state.user.userId;
  const [account, pending] = await Promise.all([call('GET', `/api/users/${userId}`), call('GET', '/api/orders?status=Pending')]);
  const opened = new Map(await Promise.all(account.orders.filter(o => state.open.has(o.orderId))
    .map(async o => [o.orderId, await call('GET', `/api/orders/${o.orderId}`)])));
  if (userId !== state.user.userId) return; // another customer was chosen meanwhile

  find('orders-user').textContent = account.user.name;
  find('orders').replaceChildren(...(account.orders.length === 0
    ? [element('li', { className: 'empty', textContent: 'No orders yet.' })]
    : account.orders.map(order => orderRow(order, opened.get(order.orderId)))));
  find('pending').replaceChildren(...(pending.items.length === 0
    ? [element('li', { className: 'empty', textContent: 'Nothing is waiting.' })]
    : [...pending.items.map(pendingRow), pending.continuation ? element('li', { className: 'empty', textContent: 'and more, after these.' }) : null].filter(Boolean)));
}

function orderRow(order, details) {
  return element('li', { data: { order: order.orderId } },
    element('div', { className: 'order-head' },
      element('button', { className: 'link id', textContent: order.orderId, ariaExpanded: String(Boolean(details)), onclick: () => attempt(() => toggle(order.orderId)) }),
      element('span', { className: `chip ${order.status}`, textContent: order.status }),
      element('span', { className: 'sum', textContent: money.format(order.total) })),
    element('div', { className: 'when', textContent: new Date(order.placedAt).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' }) }),
    details ? element('ul', { className: 'items' }, ...details.items.map(item => element('li', {},
      element('span', { textContent: `${item.quantity} × ${item.name}` }),
      element('span', { textContent: money.format(item.quantity * item.price) })))) : null);
}

function pendingRow(order) {
  return element('li', { data: { pending: order.orderId } },
    element('div', { className: 'order-head' },
      element('span', { className: 'id', textContent: order.orderId }),
      element('span', { className: 'when', textContent: nameOf(order.userId) }),
      element('span', { className: 'sum', textContent: money.format(order.total) }),
      element('button', { className: 'small ship', textContent: 'Ship', onclick: () => attempt(() => ship(order.orderId)) })));
}

async function toggle(orderId) {
  if (!state.open.delete(orderId)) state.open.add(orderId);
  await showOrders();
}

async function ship(orderId) {
  await call('POST', `/api/orders/${orderId}/ship`);
  toast(`Order ${orderId} is on its way.`);
  await showOrders();
}

find('place-order').onclick = async event => {
  event.target.disabled = true;
  try {
    await placeOrder();
  } catch (error) {
    toast(error.message, true);
    await attempt(async () => { await loadProducts(); await loadCart(); });
  }
};

async function start() {
  state.users = await call('GET', '/api/users');
  await loadProducts();
  state.user ??= state.users[0];
  showUsers();
  await Promise.all([loadCart(), showOrders()]);
  start.done = true;
}

setInterval(showExpiry, 1000);
await follow();
