export default {
  hold: 'Hold to speak',
  start: 'Speak',
  end: 'End',
  stop: 'Stop speaking',
  phase: { opening: 'Reaching the loudspeaker…', live: 'On the air' },
  taken: '{{name}} is speaking',
  spoken: '{{time}} / {{limit}}',
  level: 'Loudness of the microphone',
  pressAgain: 'The microphone is ready. Hold again to speak.',
  over: 'You are off the air',
  overBy: {
    limit: 'The time for speaking in one go was up. Hold again to go on.',
    cameraLost: 'The connection to the camera was lost. You are not heard there any more.',
    deskLost: 'The connection to the media node was lost. You are not heard there any more.',
    withdrawn: 'Your right to speak through or watch this camera was withdrawn, or the camera was switched off.',
    ended: 'The system ended it. Try again later.',
  },
};
