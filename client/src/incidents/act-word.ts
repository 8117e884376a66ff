/** What was done, in words: the act, and what or whom it was about. */
import type { TFunction } from 'i18next';
import type { IncidentWord } from '../../../config/contract/incident.ts';

export function actWord(t: TFunction, { act, about }: Pick<IncidentWord, 'act' | 'about'>): string {
  const [name = act, said] = act.split('.');
  if (name === 'clock') {
    const stage = about === '' ? '' : t(`incidentActs.stage.${about as 'accept'}`);
    return t(`incidentActs.said.${(said || 'warned') as 'warned'}`, { stage });
  }
  const word =
    name === 'mediation' ? t(`mediation.done.${said as 'register'}`) : t(`incidentActs.done.${name as 'report'}`);
  return about === '' ? word : `${word}：${about}`;
}
