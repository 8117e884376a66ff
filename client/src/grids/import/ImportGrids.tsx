/** Grids from a file: chosen, looked over on a map and in words, and taken in only when somebody agrees. */
import { Button, Checkbox, SegmentedControl, Select } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconMapPin } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  Agreed,
  GeoSystem,
  ImportTarget,
  isAgreedTo,
  MOST_IMPORT_BYTES,
  MOST_IMPORT_SHAPES,
  type ShapeFields,
} from '../../../../config/contract/grid-import.ts';
import type { Grid } from '../../../../config/contract/place.ts';
import { api } from '../../api/api.ts';
import { failureOf } from '../../api/failure.ts';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { FileDrop } from '../../kit/FileDrop.tsx';
import { Loading } from '../../kit/ListState.tsx';
import { useCanAct } from '../../realtime/connection-store.ts';
import { FieldChoice } from './FieldChoice.tsx';
import classes from './ImportGrids.module.css';
import { ImportMap } from './ImportMap.tsx';
import { ImportProblems } from './ImportProblems.tsx';
import { countsOf } from './import-preview.rules.ts';
import { packedFile } from './packed-file.ts';

type Wish = { target: ImportTarget; system: GeoSystem | null; fields: ShapeFields | null };

const TYPES: Record<ImportTarget, string> = {
  base: '.geojson,.json,.zip',
  community: '.geojson,.json,.zip',
  governance: '.xlsx,.csv',
};
const AS_FILE = 'file';

export function ImportGrids({ grids, onDone }: { grids: readonly Grid[]; onDone: () => void }) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const [file, setFile] = useState<File | null>(null);
  const [wish, setWish] = useState<Wish>({ target: 'base', system: null, fields: null });
  const [agreed, setAgreed] = useState<readonly Agreed[]>([]);
  const [inHand, setInHand] = useState<number | null>(null);

  const look = useMutation({
    mutationFn: async ({ chosen, how }: { chosen: File; how: Wish }) =>
      api('POST /api/grid-imports/preview', { body: await bodyOf(chosen, how) }),
  });
  const take = useMutation({
    mutationFn: async (chosen: File) =>
      api('POST /api/grid-imports', { body: { ...(await bodyOf(chosen, wish)), agreed: [...agreed] } }),
    onSuccess: (outcome) => {
      notifications.show({ message: t('gridImport.taken', outcome) });
      onDone();
    },
  });
  const lookAgain = (how: Wish, chosen: File | null = file) => {
    setWish(how);
    setAgreed([]);
    setInHand(null);
    take.reset();
    if (chosen) look.mutate({ chosen, how });
  };
  const choose = (chosen: File | null) => {
    if (!chosen) return;
    setFile(chosen);
    lookAgain({ ...wish, fields: null }, chosen);
  };
  const forget = (target: ImportTarget) => {
    setFile(null);
    look.reset();
    lookAgain({ target, system: null, fields: null }, null);
  };
  const preview = look.isPending ? undefined : look.data;
  const left = preview?.problems.filter((problem) => !isAgreedTo(problem, agreed)) ?? [];
  const asked = Agreed.options.filter((code) => preview?.problems.some((problem) => problem.code === code));
  const counts = preview && countsOf(preview);
  const { suspected = null } = preview ?? {};

  return (
    <section className={classes.import} aria-label={t('gridImport.title')}>
      <div className={classes.wishes}>
        <SegmentedControl
          aria-label={t('gridImport.target')}
          value={wish.target}
          onChange={(target) => forget(ImportTarget.catch('base').parse(target))}
          data={ImportTarget.options.map((value) => ({ value, label: t(`gridImport.targets.${value}`) }))}
        />
        {wish.target !== 'governance' && (
          <Select
            size="xs"
            w={320}
            allowDeselect={false}
            aria-label={t('gridImport.system')}
            value={wish.system ?? AS_FILE}
            onChange={(value) => lookAgain({ ...wish, system: GeoSystem.nullable().catch(null).parse(value) })}
            data={[
              { value: AS_FILE, label: t('gridImport.systems.file') },
              ...GeoSystem.options.map((value) => ({ value, label: t(`gridImport.systems.${value}`) })),
            ]}
          />
        )}
        <small>{t(`gridImport.hint.${wish.target}`)}</small>
      </div>
      <FileDrop
        file={file}
        types={TYPES[wish.target]}
        label={t(`gridImport.drop.${wish.target}`)}
        hints={[t('gridImport.limit', { kilobytes: MOST_IMPORT_BYTES / 1_000, shapes: MOST_IMPORT_SHAPES })]}
        other={t('gridImport.other')}
        onFile={choose}
      >
        {counts &&
          (['add', 'update', 'same', 'bad'] as const)
            .filter((outcome) => counts[outcome] > 0)
            .map((outcome) => (
              <span key={outcome} data-outcome={outcome} className={classes.outcome}>
                {t(`gridImport.count.${outcome}`, { count: counts[outcome] })}
              </span>
            ))}
        {preview && wish.target !== 'governance' && (
          <FieldChoice
            columns={preview.columns}
            fields={preview.fields}
            onChange={(fields) => lookAgain({ ...wish, fields })}
          />
        )}
      </FileDrop>
      {suspected !== null && (
        <div className={classes.suspected} role="alert" data-suspected={suspected}>
          <IconMapPin size={18} aria-hidden />
          <span>{t('gridImport.suspected', { system: t(`gridImport.shortSystem.${suspected}`) })}</span>
          <Button size="compact-sm" onClick={() => lookAgain({ ...wish, system: suspected })}>
            {t('gridImport.convert', { system: t(`gridImport.shortSystem.${suspected}`) })}
          </Button>
        </div>
      )}
      {look.isPending && <Loading />}
      {look.error && !look.isPending && (
        <FailureNotice failure={failureOf(look.error)} onRetry={() => lookAgain(wish)} />
      )}
      {preview && (
        <div className={classes.preview}>
          <ImportProblems preview={preview} inHand={inHand} onInHand={setInHand} />
          <ImportMap preview={preview} grids={grids} inHand={inHand} />
        </div>
      )}
      {take.error && <FailureNotice failure={failureOf(take.error)} />}
      <footer className={classes.foot}>
        {preview && (
          <span role="status" data-errors={left.length > 0}>
            {left.length > 0 ? t('gridImport.left', { count: left.length }) : t('gridImport.ready')}
          </span>
        )}
        {asked.map((code) => (
          <Checkbox
            key={code}
            size="xs"
            label={t(`gridImport.agree.${code}`)}
            checked={agreed.includes(code)}
            onChange={({ currentTarget }) =>
              setAgreed(currentTarget.checked ? [...agreed, code] : agreed.filter((each) => each !== code))
            }
          />
        ))}
        <Button variant="default" onClick={onDone}>
          {t('act.cancel')}
        </Button>
        <Button
          loading={take.isPending}
          disabled={!canAct || !counts || left.length > 0 || counts.add + counts.update === 0}
          onClick={() => file && take.mutate(file)}
        >
          {t('gridImport.take', { count: counts ? counts.add + counts.update : 0 })}
        </Button>
      </footer>
    </section>
  );
}

async function bodyOf(file: File, how: Wish) {
  return { ...how, fileName: file.name, file: await packedFile(file) };
}
