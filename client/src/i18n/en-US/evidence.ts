/** Pictures and voice notes of an incident. */
export default {
  title: 'Pictures and voice notes',
  none: 'No pictures or voice notes',
  add: 'Add picture',
  adding: 'Adding…',
  picture: 'Taken by {{name}}, {{at}}',
  voice: 'Voice note, {{seconds}} s',
  logPicture: 'Picture added',
  logVoice: 'Voice note added',
  taken: 'Taken {{at}}',
  count: '{{number}} of {{count}}',
  previous: 'Previous',
  next: 'Next',
  lost: 'Picture cannot be shown',
};
