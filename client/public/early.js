// Asks for all that the console shows while the console itself is still on its way. src/realtime/snapshot.ts takes it.
if (location.pathname !== '/sign-in') {
  window.earlySnapshot = fetch('/api/snapshot').then((response) => (response.ok ? response.blob() : null));
  window.earlySnapshot.catch(() => {});
}
