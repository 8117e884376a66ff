/** Viewers for the bench, in the browser: they ask for a stream by WHEP and are sent it through the relay's port. */
window.watchThrough = async (relayPort, url) => {
  const peer = new RTCPeerConnection();
  peer.addTransceiver('video', { direction: 'recvonly' });
  await peer.setLocalDescription(await peer.createOffer());
  const response = await fetch(url, { method: 'POST', body: peer.localDescription.sdp });
  await peer.setRemoteDescription({ type: 'answer', sdp: atPort(relayPort, await response.text()) });
  window.peers = [...(window.peers ?? []), peer];
};

/** The UDP candidate at that port; the TCP one is left out. */
function atPort(port, sdp) {
  return sdp
    .split('\r\n')
    .filter((line) => !/^a=candidate:\S+ \d+ tcp /i.test(line))
    .map((line) => line.replace(/^(a=candidate:\S+ \d+ udp \d+ \S+) \d+ /i, `$1 ${port} `))
    .join('\r\n');
}
