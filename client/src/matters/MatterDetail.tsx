/** One matter with its standards, limits and fields; and as it was in each version. */
import { Select } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Matter, Stage } from '../../../config/contract/matter.ts';
import type { TimeLimit } from '../../../config/contract/time-limit.ts';
import { Facts } from '../kit/Facts.tsx';
import { useTimeText } from '../time/use-time-text.ts';
import { MatterHistory } from './MatterHistory.tsx';
import { useMatterVersions } from './matters.ts';

export function MatterDetail({ matter, actions }: { matter: Matter; actions?: ReactNode }) {
  const { t } = useTranslation();
  const time = useTimeText();
  const versions = useMatterVersions(matter.id).data ?? [matter];
  const [version, setVersion] = useState<string | null>(null);
  const shown = versions.find((each) => String(each.version) === version) ?? matter;
  const limit = ({ amount, unit }: TimeLimit) => t(`matters.unit.${unit}`, { count: amount });
  return (
    <>
      <h2>
        {shown.code} {shown.name}
      </h2>
      {actions}
      <Select
        aria-label={t('matters.version')}
        value={String(shown.version)}
        onChange={setVersion}
        allowDeselect={false}
        data={versions.map((each) => ({
          value: String(each.version),
          label: t('matters.versionOf', {
            version: each.version,
            when: time.dateTime(each.changedAtMs),
            by: each.changedBy.name,
          }),
        }))}
      />
      <Facts
        facts={[
          [t('matters.column.class'), shown.bigClassName],
          [t('matters.column.task'), t(`matters.task.${shown.task}`)],
          [t('matters.column.level'), t(`matters.level.${shown.level}`)],
          [t('matters.column.leadUnit'), shown.leadUnitName || '—'],
          [t('matters.column.assist'), shown.assistUnitNames.join('、')],
          [t('matters.column.supervising'), shown.supervisingUnitName],
          [t('matters.column.inGrid'), t(shown.inGrid ? 'matters.yes' : 'matters.no')],
          [t('matters.column.disabled'), shown.disabled && t('matters.yes')],
        ]}
      />
      <h3>{t('matters.standards')}</h3>
      {shown.standards.length === 0 && <p>{t('matters.noStandards')}</p>}
      <ol>
        {shown.standards.map((standard) => (
          <li key={JSON.stringify(standard)}>
            <Facts
              facts={[
                [t('matters.filing'), standard.filingCondition],
                [t('matters.closing'), standard.closingCondition],
                [t('matters.column.limit'), `${standard.limitText} → ${limit(standard.handleLimit)}`],
              ]}
            />
          </li>
        ))}
      </ol>
      <h3>{t('matters.limits')}</h3>
      <Facts facts={Stage.options.map((stage) => [t(`matters.stage.${stage}`), limit(shown.limits[stage])] as const)} />
      {shown.fields.length > 0 && (
        <>
          <h3>{t('matters.fields')}</h3>
          <Facts
            facts={shown.fields.map(
              ({ label, kind, required, choices }) =>
                [
                  label,
                  [t(`matters.fieldKind.${kind}`), required && t('matters.required'), choices.join('、')]
                    .filter(Boolean)
                    .join(' · '),
                ] as const,
            )}
          />
        </>
      )}
      <MatterHistory versions={versions} />
    </>
  );
}
