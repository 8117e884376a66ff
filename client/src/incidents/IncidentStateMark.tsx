/** The state of an incident as a symbol and a word. */
import {
  IconCheck,
  IconCircleCheck,
  IconCircleOff,
  IconFlag,
  IconGitMerge,
  IconInbox,
  IconPlayerPause,
  IconSearch,
  IconSend,
  IconTool,
  IconZoomCheck,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { IncidentState } from '../../../config/contract/incident.ts';
import classes from './IncidentStateMark.module.css';

const SYMBOLS = {
  reported: IconFlag,
  verifying: IconSearch,
  filed: IconInbox,
  dispatched: IconSend,
  handling: IconTool,
  handled: IconCheck,
  checking: IconZoomCheck,
  suspended: IconPlayerPause,
  closed: IconCircleCheck,
  cancelled: IconCircleOff,
  merged: IconGitMerge,
} satisfies Record<IncidentState, typeof IconFlag>;

export function IncidentStateMark({ state }: { state: IncidentState }) {
  const { t } = useTranslation();
  const Shape = SYMBOLS[state];
  return (
    <span className={classes.mark} data-state={state}>
      <Shape size={14} stroke={1.8} aria-hidden />
      {t(`incidents.state.${state}`)}
    </span>
  );
}
