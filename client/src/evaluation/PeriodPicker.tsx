/** Which period: its kind, the one before and after, or a range of days. */
import { ActionIcon, Group, SegmentedControl, TextInput } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Period, PeriodKind } from '../../../config/contract/period.ts';
import { type EvaluationSearch, shifted } from './evaluation-search.ts';

type PeriodPickerProps = {
  search: EvaluationSearch;
  /** As the server reckoned it; undefined until it has. */
  period: Period | undefined;
  timeZone: string;
  onChoose: (next: EvaluationSearch) => void;
};

export function PeriodPicker({ search, period, timeZone, onChoose }: PeriodPickerProps) {
  const { t } = useTranslation();
  const kind = search.period ?? 'month';
  const step = (way: 'earlier' | 'later', Glyph: typeof IconChevronLeft) => (
    <ActionIcon
      variant="default"
      size={30}
      aria-label={t(`evaluation.${way}`)}
      disabled={!period}
      onClick={() => period && onChoose(shifted(period, way, timeZone))}
    >
      <Glyph size={16} />
    </ActionIcon>
  );
  const day = (label: string, value: string, onDay: (day: string) => void) => (
    <TextInput
      size="xs"
      type="date"
      w={140}
      aria-label={label}
      value={value}
      onChange={(event) => event.currentTarget.value !== '' && onDay(event.currentTarget.value)}
    />
  );
  const { fromDay = '', toDay = '' } = period ?? {};
  return (
    <Group gap={8} wrap="nowrap">
      <SegmentedControl
        size="xs"
        aria-label={t('evaluation.periodLabel')}
        value={kind}
        onChange={(next) => {
          const period = PeriodKind.parse(next);
          onChoose(
            period === 'range'
              ? { period, from: fromDay, to: toDay }
              : { period, ...(toDay && kind === 'range' ? { day: toDay } : {}) },
          );
        }}
        data={PeriodKind.options.map((value) => ({ value, label: t(`evaluation.period.${value}`) }))}
      />
      {step('earlier', IconChevronLeft)}
      {kind === 'range' ? (
        <>
          {day(t('evaluation.from'), search.from ?? fromDay, (from) =>
            onChoose({ period: kind, from, to: search.to ?? toDay }),
          )}
          {day(t('evaluation.to'), search.to ?? toDay, (to) =>
            onChoose({ period: kind, from: search.from ?? fromDay, to }),
          )}
        </>
      ) : (
        day(t('evaluation.day'), search.day ?? fromDay, (day) => onChoose({ period: kind, day }))
      )}
      {step('later', IconChevronRight)}
    </Group>
  );
}
