/** Who is on duty. */
export default {
  state: { available: 'On duty', busy: 'Busy', offDuty: 'Off duty' },
  onDuty: 'People on duty',
  onDutyCount: '{{count}} on duty, the nearest first',
  nobody: 'Nobody is on duty. People appear here once they go on duty on their phones.',
  noPosition: 'No position shared',
  away: 'about {{metres}} m ({{at}})',
};
