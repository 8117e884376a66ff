export default {
  title: 'Network test',
  note: 'From this browser to the media node, each way tried for real',
  open: 'Network test',
  again: 'Try again',
  trying: 'Trying each way, 5 s at most…',
  way: 'Way',
  wayName: { udp: 'WebRTC over UDP', tcp: 'WebRTC over TCP', webSocket: 'fMP4 over WebSocket' },
  address: 'Address this browser is told',
  outcome: 'Outcome',
  outcomeName: { open: 'open', closed: 'closed', notOffered: 'not offered', untried: 'no camera to try it with' },
  connectTime: 'Connected in',
  roundTrip: 'Round trip',
  ms: '{{ms}} ms',
  verdict: {
    good: 'The network is fine',
    onlyTcp: 'UDP does not come through: pictures go over TCP',
    onlyWebSocket: 'WebRTC does not come through: pictures go over WebSocket',
    nothing: 'No way to the media node is open',
  },
  meaning: {
    good: 'Pictures come straight over UDP, with the least delay.',
    onlyTcp: 'Pictures can be watched; where packets are lost they come later. Have the UDP ports listed below opened.',
    onlyWebSocket: 'Pictures can be watched, a little later. Have the UDP and TCP ports listed below opened.',
    nothing: 'No picture can be watched. Have it checked whether these addresses and ports can be reached from here.',
  },
  elsewhere:
    'This page came from {{host}}, but WebRTC is sent to another address. If there is NAT between them, have LIANQIN_MEDIA_ANNOUNCED_ADDRESS set to the address this machine can reach (most likely {{host}}), and the ports mapped.',
};
