/** In the place of what somebody may not see: that they may not, or until when they could. */
import { IconClockOff, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ShownFailure } from '../api/failure.ts';
import { failureText } from '../api/failure-text.ts';
import { Empty } from './ListState.tsx';

export function NoRight({ refusal }: { refusal: ShownFailure }) {
  const { t } = useTranslation();
  const isOver = refusal.code === 'RIGHT_ENDED';
  return <Empty icon={isOver ? IconClockOff : IconLock} title={failureText(t, refusal)} />;
}
