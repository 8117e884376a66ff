/** The person's duty: as the server has it, or as it was last known, with what still waits to be said. */
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { DutyState } from '../../../config/contract/duty.ts';
import type { Person } from '../../../config/contract/person.ts';
import { sharesWhere } from '../duty/duty.rules.ts';
import { useOwnDuty } from '../duty/duty.ts';
import { useOutbox, write } from './outbox.ts';

type FieldDuty = {
  state: DutyState;
  isWaiting: boolean;
  isShared: boolean;
  /** By the server's word; 0 without it. */
  onSinceMs: number;
  set: (state: DutyState) => Promise<void>;
};

export function useFieldDuty({ id }: Pick<Person, 'id'>): FieldDuty {
  const { t } = useTranslation();
  const own = useOwnDuty(id);
  const waiting = useOutbox(({ items }) => items.findLast(({ what, failure }) => what.kind === 'duty' && !failure));
  const key = `lianqin.duty.${id}`;
  const known = own === undefined ? keptState(key) : (own?.state ?? 'offDuty');
  useEffect(() => {
    if (own !== undefined) localStorage.setItem(key, known);
  }, [own, key, known]);
  const state = waiting?.what.kind === 'duty' ? waiting.what.state : known;
  return {
    state,
    isShared: sharesWhere(known, state),
    isWaiting: waiting !== undefined,
    onSinceMs: own?.onSinceMs ?? 0,
    set: (state) => write(id, t(`duty.state.${state}`), [{ kind: 'duty', state }]),
  };
}

function keptState(key: string): DutyState {
  return DutyState.catch('offDuty').parse(localStorage.getItem(key));
}
