// What need not wait for the console's own code: all that it shows (taken by src/realtime/snapshot.ts), and the page's own files.
if (location.pathname !== '/sign-in') {
  window.earlySnapshot = fetch('/api/snapshot').then((response) => (response.ok ? response.blob() : null));
  window.earlySnapshot.catch(() => {});
}
const pages = JSON.parse(document.querySelector('meta[name="page-code"]')?.content ?? '{}');
for (const file of pages[location.pathname] ?? []) {
  document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href: `/${file}` }));
}
