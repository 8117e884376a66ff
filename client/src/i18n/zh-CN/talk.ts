/** Talk-back: speaking out of a camera's loudspeaker. */
export default {
  hold: '按住喊话',
  start: '喊话',
  end: '结束',
  stop: '结束喊话',
  phase: { opening: '正在接通喇叭…', live: '正在喊话' },
  taken: '{{name}}正在喊话',
  spoken: '{{time}} / {{limit}}',
  level: '麦克风音量',
  pressAgain: '麦克风已可使用，请再次按住喊话。',
  over: '喊话已结束',
  overBy: {
    limit: '一次喊话的时长已到。如需继续，请再次按住。',
    cameraLost: '与摄像机的连接中断，现场已听不到您的声音。',
    deskLost: '与媒体节点的连接中断，现场已听不到您的声音。',
    withdrawn: '您对该摄像机的喊话或观看权限已被收回，或摄像机已停用。',
    ended: '系统已结束这次喊话，请稍后再试。',
  },
};
