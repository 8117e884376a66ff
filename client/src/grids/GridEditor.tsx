/** A grid being made or changed: its names, its boundary or its base grids, and what stands against it. */
import { ActionIcon, Button, MultiSelect, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowBackUp, IconArrowForwardUp, IconCheck, IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ShapeCheck } from '../../../config/contract/grid-history.ts';
import type { Grid } from '../../../config/contract/place.ts';
import { api } from '../api/api.ts';
import { failureOf } from '../api/failure.ts';
import { queryClient } from '../app/query-client.ts';
import { refusedBy } from '../cameras/form-failure.ts';
import { DialogButtons } from '../kit/DialogButtons.tsx';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import { BoundaryText } from './BoundaryText.tsx';
import { type Boundary, finished, redone, undone } from './boundary.rules.ts';
import classes from './GridsPage.module.css';
import { type GridDraft, isShaped, mistakesOf, toAdd, toChange } from './grid-draft.rules.ts';
import { gridHistoryKey } from './grids-key.ts';
import { ShapeProblems } from './ShapeProblems.tsx';

type GridEditorProps = {
  draft: GridDraft;
  grids: readonly Grid[];
  check: ShapeCheck | undefined;
  isChecking: boolean;
  onDraft: (draft: GridDraft) => void;
  onDone: (grid: Grid | null) => void;
};

const FIELDS = ['code', 'name', 'community', 'line'] as const;

export function GridEditor({ draft, grids, check, isChecking, onDraft, onDone }: GridEditorProps) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const { grid, kind, boundary } = draft;
  const save = useMutation({
    mutationFn: () =>
      grid
        ? api('PATCH /api/grids/:gridId', { params: { gridId: grid.id }, body: toChange(draft) })
        : api('POST /api/grids', { body: toAdd(draft) }),
    onSuccess: (saved) => {
      notifications.show({ message: t('grids.saved', { name: saved.name }) });
      void queryClient.invalidateQueries({ queryKey: gridHistoryKey(saved.id) });
      onDone(saved);
    },
  });
  const refused = save.error ? refusedBy(t, save.error, FIELDS) : null;
  const set = (field: (typeof FIELDS)[number], value: string) => onDraft({ ...draft, [field]: value });
  const input = (field: (typeof FIELDS)[number]) => ({
    label: t(`grids.${field}`),
    value: draft[field],
    autoComplete: 'off',
    ...(refused?.fields[field] !== undefined && { error: refused.fields[field] }),
    onChange: (event: { currentTarget: { value: string } }) => set(field, event.currentTarget.value),
  });
  const setBoundary = (change: (boundary: Boundary) => Boundary) =>
    onDraft({ ...draft, boundary: change(draft.boundary) });
  const mistakes = mistakesOf(draft);
  const problems = check?.problems ?? [];
  const title = grid ? t('grids.editOf', { name: grid.name }) : t(`grids.addTitle.${kind}`);

  return (
    <section className={classes.card} aria-label={title}>
      <header>
        <h2>{title}</h2>
        <ActionIcon onClick={() => onDone(null)} aria-label={t('grids.close')} title={t('grids.close')}>
          <IconX size={16} />
        </ActionIcon>
      </header>
      <form
        className={classes.cardBody}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack gap="xs">
          <TextInput {...input('code')} withAsterisk spellCheck={false} data-autofocus />
          <TextInput {...input('name')} withAsterisk />
          <TextInput {...input('community')} />
          {kind === 'governance' && <TextInput {...input('line')} withAsterisk description={t('grids.lineHint')} />}
        </Stack>
        {kind === 'governance' ? (
          <MultiSelect
            label={t('grids.bases')}
            description={t('grids.governanceHint')}
            placeholder={draft.baseGridIds.length === 0 ? t('grids.chooseBases') : ''}
            searchable
            limit={100}
            value={[...draft.baseGridIds]}
            onChange={(baseGridIds) => onDraft({ ...draft, baseGridIds })}
            data={grids
              .filter((each) => each.kind === 'base')
              .map(({ id, name, code }) => ({ value: id, label: `${name} ${code}` }))}
          />
        ) : (
          <section className={classes.part}>
            <h3>{t('grids.boundary')}</h3>
            <p>{t(boundary.isDrawing ? 'grids.drawHint' : 'grids.editHint')}</p>
            <div className={classes.tools}>
              <ActionIcon
                variant="default"
                disabled={boundary.past.length === 0}
                onClick={() => setBoundary(undone)}
                aria-label={t('grids.undo')}
                title={t('grids.undo')}
              >
                <IconArrowBackUp size={16} />
              </ActionIcon>
              <ActionIcon
                variant="default"
                disabled={boundary.future.length === 0}
                onClick={() => setBoundary(redone)}
                aria-label={t('grids.redo')}
                title={t('grids.redo')}
              >
                <IconArrowForwardUp size={16} />
              </ActionIcon>
              {boundary.isDrawing && (
                <Button
                  size="compact-sm"
                  variant="default"
                  leftSection={<IconCheck size={14} />}
                  disabled={(boundary.rings[0]?.length ?? 0) < 3}
                  onClick={() => setBoundary(finished)}
                >
                  {t('grids.finish')}
                </Button>
              )}
              <span>{t('grids.corners', { count: boundary.rings.flat().length })}</span>
              {check && isShaped(draft) && (
                <span>{t('grids.areaOf', { hectares: (check.squareMetres / 10_000).toFixed(2) })}</span>
              )}
            </div>
            <BoundaryText boundary={boundary} onChange={setBoundary} />
          </section>
        )}
        {kind === 'base' && isShaped(draft) && <ShapeProblems problems={problems} isChecking={isChecking} />}
        <p className={classes.need} role="status">
          {mistakes[0] && t(`grids.need.${mistakes[0]}`)}
          {mistakes.length === 0 && !isShaped(draft) && t(kind === 'base' ? 'grids.needWhole' : 'grids.needBases')}
        </p>
        {refused?.failure && <FailureNotice failure={failureOf(save.error)} />}
        <DialogButtons
          onCancel={() => onDone(null)}
          label={t('grids.save')}
          isBusy={save.isPending}
          isAllowed={canAct && mistakes.length === 0 && isShaped(draft)}
        />
      </form>
    </section>
  );
}
