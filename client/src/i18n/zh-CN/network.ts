export default {
  title: '网络自检',
  note: '从本机浏览器到媒体节点，逐条实际连接',
  open: '网络自检',
  again: '重新检测',
  trying: '正在逐条连接，最多 5 秒…',
  way: '通道',
  wayName: { udp: 'WebRTC（UDP）', tcp: 'WebRTC（TCP）', webSocket: 'fMP4（WebSocket）' },
  address: '浏览器得到的地址',
  outcome: '结果',
  outcomeName: { open: '连通', closed: '不通', notOffered: '未提供', untried: '没有摄像机，未检测' },
  connectTime: '建立连接',
  roundTrip: '往返时间',
  ms: '{{ms}} 毫秒',
  verdict: {
    good: '网络正常',
    onlyTcp: 'UDP 不通，画面改走 TCP',
    onlyWebSocket: 'WebRTC 不通，画面改走 WebSocket',
    nothing: '到媒体节点的通道都不通',
  },
  meaning: {
    good: '画面经 UDP 直接到达，延迟最低。',
    onlyTcp: '画面可以观看，网络丢包时延迟会增大。请网络管理员放行下面列出的 UDP 端口。',
    onlyWebSocket: '画面可以观看，延迟略高。请网络管理员放行下面列出的 UDP 和 TCP 端口。',
    nothing: '看不到画面。请网络管理员核对下列地址和端口能否从本机访问。',
  },
  elsewhere:
    '本页来自 {{host}}，而 WebRTC 被指向另一个地址。如果两者之间有 NAT，请管理员把 LIANQIN_MEDIA_ANNOUNCED_ADDRESS 设为本机能访问的地址（通常就是 {{host}}），并把端口映射过来。',
};
