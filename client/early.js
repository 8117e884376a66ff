// What need not wait for the console's own code: who is signed in and all that is shown (taken by src/api/early.ts), and the page's own files.
// A console whose code was there before this asked for itself: an answer now would lie about, and grow old.
if (location.pathname !== '/sign-in' && !window.askedEarly) {
  window.askedEarly = new Map(
    ['/api/session', '/api/snapshot'].map((address) => {
      // Taken apart as soon as it is here, and as api.ts does: later the page has its hands full.
      const answer = fetch(address).then(async (response) => {
        const bytes = await response.arrayBuffer();
        return response.ok ? { body: JSON.parse(new TextDecoder().decode(bytes)) } : null;
      });
      answer.catch(() => {});
      return [address, answer];
    }),
  );
}
const pages = JSON.parse(document.querySelector('meta[name="page-code"]')?.content ?? '{}');
for (const file of pages[location.pathname] ?? []) {
  const how = file.endsWith('.css') ? { rel: 'preload', as: 'style' } : { rel: 'modulepreload' };
  // As the code asks for it later: otherwise it comes twice.
  const link = { ...how, crossOrigin: '', href: `/${file}` };
  document.head.append(Object.assign(document.createElement('link'), link));
}
