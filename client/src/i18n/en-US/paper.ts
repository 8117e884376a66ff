/** What is printed. */
export default {
  print: 'Print',
  site: 'Site',
  by: 'Printed by',
  at: 'Printed at',
  alert: 'Alert report',
  incident: 'Incident report',
  pictures: 'Pictures',
  when: 'Time',
  who: 'Who',
  what: 'What',
};
