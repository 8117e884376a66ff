/** Whether this page plays by HLS only: `?video=hls` in the address, or kept for the desk behind a bad firewall. */

const KEY = 'lianqin.video';

/** Read once, as the page is loaded: the address changes with every workspace. */
export const FORCE_HLS =
  new URLSearchParams(window.location.search).get('video') === 'hls' || localStorage.getItem(KEY) === 'hls';
