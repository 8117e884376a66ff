/** The phone's copy of this page: a service worker that keeps its files, and what makes it installable. */

/** While the page is developed its files have no lasting names. */
export function openFieldWorker(): void {
  if (import.meta.env.DEV || !('serviceWorker' in navigator)) return;
  // Without it the page works as long as there is signal.
  navigator.serviceWorker.register('/field-worker.js', { scope: '/field' }).catch(() => {});
}

/** Of this page alone: the desk is no app of a phone. */
export function installable(): () => void {
  const link = document.createElement('link');
  link.rel = 'manifest';
  link.href = '/field.webmanifest';
  document.head.append(link);
  return () => link.remove();
}
