/** One value of a body in words: times with seconds, names for ids. */
import { useTranslation } from 'react-i18next';
import { AlertKind, AlertLevel, AlertResult, AlertState } from '../../../config/contract/alert.ts';
import { Quality } from '../../../config/contract/camera.ts';
import { IncidentState } from '../../../config/contract/incident.ts';
import { ExportState } from '../../../config/contract/recording.ts';
import { Role } from '../../../config/contract/rights.ts';
import { failureText } from '../api/failure-text.ts';
import { positionText } from '../incidents/PlaceText.tsx';
import { useSite } from '../realtime/site-store.ts';
import { useTimeText } from '../time/use-time-text.ts';
import type { Shown } from './journal-entry.rules.ts';

export function FieldValue({ name, value }: { name: string; value: Shown }) {
  const { t } = useTranslation();
  const time = useTimeText();
  const { cameras, grids, cameraGroups, incidents } = useSite();
  const wordOf = useWord();
  switch (value.as) {
    case 'none':
      return t('journal.none');
    case 'moment':
      return time.dateTime(value.atMs);
    case 'flag':
      return t(value.isSet ? 'journal.yes' : 'journal.no');
    case 'camera':
      return cameras.get(value.id)?.name ?? value.id;
    case 'grid':
      return grids.get(value.id)?.name ?? value.id;
    case 'group':
      return cameraGroups.get(value.id)?.name ?? value.id;
    case 'incident':
      return incidents.get(value.id)?.number ?? value.id;
    case 'groups':
      return value.ids.map((id) => cameraGroups.get(id)?.name ?? id).join('、') || t('journal.none');
    case 'cameras':
      return value.ids.map((id) => cameras.get(id)?.name ?? id).join('、') || t('journal.none');
    case 'person':
      return value.name;
    case 'position':
      return positionText(value);
    case 'corners':
      return t('journal.corners', { count: value.count });
    case 'region':
      return t('journal.region', {
        x: percent(value.x),
        y: percent(value.y),
        width: percent(value.width),
        height: percent(value.height),
      });
    case 'failure':
      return failureText(t, value.failure);
    case 'plain':
      return wordOf(name, value.text);
  }
}

function percent(fraction: number): string {
  return `${Math.round(fraction * 100)}%`;
}

/** Words of the contract are said in the person's language; everything else as it stands. */
function useWord(): (name: string, text: string) => string {
  const { t } = useTranslation();
  return (name, text) => {
    if (name === 'cameraGroups' && text === 'all') return t('people.allGroups');
    const kind = AlertKind.safeParse(text);
    if (name === 'kind' && kind.success) return t(`alerts.kind.${kind.data}`);
    const level = AlertLevel.safeParse(text);
    if (name === 'level' && level.success) return t(`alerts.level.${level.data}`);
    const result = AlertResult.safeParse(text);
    if (name === 'result' && result.success) return t(`alerts.resultWord.${result.data}`);
    const quality = Quality.safeParse(text);
    if (name === 'quality' && quality.success) return t(`cameras.encoder.${quality.data}Stream`);
    const role = Role.safeParse(text);
    if (name === 'role' && role.success) return t(`role.${role.data}`);
    const incidentState = IncidentState.extract(['reported']).safeParse(text);
    if (name === 'state' && incidentState.success) return t(`incidents.state.${incidentState.data}`);
    const exportState = ExportState.safeParse(text);
    if (name === 'state' && exportState.success) return t(`playback.exportState.${exportState.data}`);
    const alertState = AlertState.safeParse(text);
    if (name === 'state' && alertState.success) return t(`alerts.state.${alertState.data}`);
    return text;
  };
}
