/** What is known of an incident, as named facts: on the screen and on paper. */
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../config/contract/incident.ts';
import type { Fact } from '../kit/Facts.tsx';
import { useSite } from '../realtime/site-store.ts';
import { useTimeText } from '../time/use-time-text.ts';
import { gridsOf } from './grids-of.rules.ts';
import { positionText } from './PlaceText.tsx';

/** What is empty is not known. */
export function useIncidentFacts(incident: Incident): Fact[] {
  const { t } = useTranslation();
  const time = useTimeText();
  const grids = useSite((site) => site.grids);
  const { base, governance } = gridsOf(incident, grids);
  return [
    [t('incidents.levelLabel'), t(`incidents.level.${incident.level}`)],
    [t('incidents.matter'), incident.matter && `${incident.matter.code} ${incident.matter.name}`],
    [t('incidents.taskLabel'), incident.task && t(`incidents.task.${incident.task}`)],
    [t('incidents.sourceLabel'), t(`incidents.source.${incident.source}`)],
    [t('incidents.time'), time.dateTime(incident.reportedAtMs)],
    [t('incidents.reporter'), [incident.reporter.name, incident.reporter.phone].filter(Boolean).join(' · ')],
    [t('incidents.grid'), base ? `${base.name} ${base.code} · ${base.community}` : t('incidents.noGrid')],
    [t('map.lines'), governance.map(({ name, code, line }) => `${name} ${code} · ${line}`).join('\n')],
    [t('incidents.address'), incident.address],
    [t('incidents.place'), incident.position ? positionText(incident.position) : t('incidents.noPlace')],
    [t('incidents.closedAt'), incident.closedAtMs && time.dateTime(incident.closedAtMs)],
    [t('incidents.closer'), incident.closer?.name],
    [t('incidents.closeNote'), incident.closingNote],
    [t('incidents.mergedInto'), incident.mergedInto?.number],
    [t('incidents.splitFrom'), incident.splitFrom?.number],
    [t('matterForm.seenBy'), incident.confidential && incident.insiders.map(({ name }) => name).join('、')],
  ];
}
