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

/** Resolves with when the map has these many: the frame after they were handed to it has begun. */
window.benchMap.has = (wanted) =>
  new Promise((resolve) => {
    const look = () => {
      const map = document.querySelector('[data-map][data-ready="true"]');
      const isSo = map && Object.entries(wanted).every(([name, count]) => map.getAttribute(name) === `${count}`);
      if (!isSo) return false;
      changes.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
      return true;
    };
    const changes = new MutationObserver(look);
    if (look()) return;
    changes.observe(document, { subtree: true, childList: true, attributes: true });
  });
