/**
 * Put into the page before its own scripts: deck.gl's and MapLibre's draw calls do nothing,
 * all that comes before them is as it is; and it is told when the map has been handed what
 * is waited for.
 */
for (const name of [
  'drawArrays',
  'drawElements',
  'drawArraysInstanced',
  'drawElementsInstanced',
  'drawRangeElements',
]) {
  WebGL2RenderingContext.prototype[name] = () => {};
}

window.benchMap = { firstMessageAtMs: null };

class HeardSocket extends WebSocket {
  constructor(...wanted) {
    super(...wanted);
    this.addEventListener('message', ({ data }) => {
      if (typeof data !== 'string' || !data.includes('"committed"')) return;
      window.benchMap.firstMessageAtMs ??= performance.now();
    });
  }
}
window.WebSocket = HeardSocket;

/** Resolves with when it is so on the page: the frame after it became so has begun. */
const once = (isSo) =>
  new Promise((resolve) => {
    const look = () => {
      if (!isSo()) return false;
      changes.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
      return true;
    };
    const changes = new MutationObserver(look);
    if (look()) return;
    changes.observe(document, { subtree: true, childList: true, attributes: true });
  });

/** Resolves with when the map has been handed these many. */
window.benchMap.has = (wanted) =>
  once(() => {
    const map = document.querySelector('[data-map][data-ready="true"]');
    return map && Object.entries(wanted).every(([name, count]) => map.getAttribute(name) === `${count}`);
  });

const listHas = (rowCount) => once(() => document.querySelector(`table[aria-rowcount="${rowCount + 1}"] tbody button`));

/** Resolves with how long after the click the list has them all, and has drawn those in sight. */
window.benchMap.openList = async (rowCount) => {
  const clickedAtMs = performance.now();
  document.querySelector('a[href^="/incidents"]').click();
  return (await listHas(rowCount)) - clickedAtMs;
};

/** Resolves with how long after the text was there the list has those it finds. */
window.benchMap.searchList = async (text, rowCount) => {
  const field = document.querySelector('input[type="search"]');
  const typedAtMs = performance.now();
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, text);
  field.dispatchEvent(new Event('input', { bubbles: true }));
  return (await listHas(rowCount)) - typedAtMs;
};
