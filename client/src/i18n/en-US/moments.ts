export default {
  title: 'Time machine',
  open: 'Time machine: see any past moment',
  hint: 'As it was, to look at only; video is of now.',
  reading: 'Reading',
  slider: 'Choose a moment',
  field: 'Moment',
  reach: 'How far back',
  reachOf: { h6: '6 hours', h24: '24 hours', h168: '7 days', h744: '31 days' },
  play: 'Play',
  pause: 'Pause',
  speed: 'Speed',
  now: 'Back to now',
};
