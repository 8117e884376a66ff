/** Scenes: what every screen of an operator shows, as one. */
export default {
  scenes: 'Scenes',
  none: 'No scene has been saved yet. A scene remembers what the wall, every big screen and every window of its own shows.',
  save: 'Save what is shown as a scene',
  recall: 'Recall the scene “{{name}}”',
  what: '{{count}} tiles · {{screens}} big screens · {{popOuts}} windows',
  recalled: 'Scene “{{name}}” recalled',
  recalledWhole: '{{screens}} big screens and {{popOuts}} windows were reached',
  notReached: 'Scene “{{name}}” recalled, but not everywhere',
  screenGone: 'One big screen has been removed',
  screenOff: '{{name}}: is off, shows it once it is on',
  screenFailed: '{{name}}: {{why}}',
  windowBlocked:
    '{{count}} windows: the browser kept them from opening; allow pop-ups for this site in its address bar and try again',
} as const;
