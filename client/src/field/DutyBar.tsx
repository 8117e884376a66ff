/** On duty or not, and, never to be overlooked, whether this phone shares where it is. */
import { IconCurrentLocation, IconCurrentLocationOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DutyState } from '../../../config/contract/duty.ts';
import { useMay, useSession } from '../session/session.ts';
import classes from './FieldFrame.module.css';
import { useFieldDuty } from './use-field-duty.ts';
import { usePositionSharing } from './use-position-sharing.ts';

export function DutyBar() {
  return useMay('duty.view') ? <Duty /> : null;
}

function Duty() {
  const { t } = useTranslation();
  const { person } = useSession();
  const { state, isWaiting, isShared, onSinceMs, set } = useFieldDuty(person);
  const isOn = state !== 'offDuty';
  const sharing = usePositionSharing(person.id, isShared, onSinceMs);
  const Shape = sharing.state === 'shares' ? IconCurrentLocation : IconCurrentLocationOff;
  const other: DutyState = state === 'busy' ? 'available' : 'busy';
  return (
    <section className={classes.duty} data-sharing={sharing.state} aria-label={t('field.itemKind.duty')}>
      <Shape size={22} aria-hidden />
      <span>
        <strong>
          {t(`duty.state.${state}`)}
          {isWaiting && `（${t('field.duty.waits')}）`}
        </strong>
        <small>
          {t(sharing.state === 'blocked' ? 'field.duty.noPosition' : `field.duty.${sharing.state}`)}
          {sharing.waitingCount > 0 && ` · ${t('field.duty.pointsWaiting', { count: sharing.waitingCount })}`}
        </small>
      </span>
      {isOn && (
        <button type="button" onClick={() => void set(other)}>
          {t(other === 'busy' ? 'field.duty.busy' : 'field.duty.available')}
        </button>
      )}
      <button type="button" data-main={!isOn} onClick={() => void set(isOn ? 'offDuty' : 'available')}>
        {t(isOn ? 'field.duty.off' : 'field.duty.on')}
      </button>
    </section>
  );
}
