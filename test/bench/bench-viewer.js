/**
 * Viewers for the bench, in the browser: they take every packet of a WHEP stream,
 * and leave the decoding out, so that the machine's cores measure the sender.
 */
window.watchWithoutDecoding = async (url) => {
  const peer = new RTCPeerConnection();
  const transceiver = peer.addTransceiver('video', { direction: 'recvonly' });
  const code = 'onrtctransform = ({ transformer }) => transformer.readable.pipeTo(new WritableStream())';
  const worker = new Worker(URL.createObjectURL(new Blob([code])));
  transceiver.receiver.transform = new RTCRtpScriptTransform(worker, {});
  await peer.setLocalDescription(await peer.createOffer());
  const response = await fetch(url, { method: 'POST', body: peer.localDescription.sdp });
  await peer.setRemoteDescription({ type: 'answer', sdp: await response.text() });
  return peer;
};

window.receivedBytes = async (peers) => {
  let bytes = 0;
  for (const peer of peers) {
    for (const stat of (await peer.getStats()).values()) if (stat.type === 'inbound-rtp') bytes += stat.bytesReceived;
  }
  return bytes;
};

/** From the click (before anything is asked) to the first decoded picture on the screen. */
window.firstFrameMs = async (url) => {
  const clickedAtMs = performance.now();
  const video = document.body.appendChild(document.createElement('video'));
  video.muted = true;
  const peer = new RTCPeerConnection();
  peer.addTransceiver('video', { direction: 'recvonly' });
  peer.ontrack = ({ track }) => {
    video.srcObject = new MediaStream([track]);
    video.play();
  };
  const shown = new Promise((resolve) => video.requestVideoFrameCallback(() => resolve(performance.now())));
  await peer.setLocalDescription(await peer.createOffer());
  const response = await fetch(url, { method: 'POST', body: peer.localDescription.sdp });
  await peer.setRemoteDescription({ type: 'answer', sdp: await response.text() });
  const shownAtMs = await shown;
  peer.close();
  video.remove();
  return shownAtMs - clickedAtMs;
};
