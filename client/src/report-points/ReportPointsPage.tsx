/** Places where citizens report: listed at the left, the sign of the one in hand at the right, ready to print. */
import { Button } from '@mantine/core';
import { IconExternalLink, IconHandClick, IconPencil, IconPlus, IconPrinter, IconQrcode } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportPoint } from '../../../config/contract/citizen.ts';
import { api } from '../api/api.ts';
import { AskFirst } from '../kit/AskFirst.tsx';
import { Copyable } from '../kit/Copyable.tsx';
import { Empty, Failed, Loading } from '../kit/ListState.tsx';
import { Modal } from '../kit/Modal.tsx';
import { Page } from '../kit/Page.tsx';
import { sayFailure } from '../kit/say-failure.ts';
import { useCanAct } from '../realtime/connection-store.ts';
import { useMay } from '../session/session.ts';
import { ReportPointEditor } from './ReportPointEditor.tsx';
import classes from './ReportPoints.module.css';
import { addressOnSign, readReportPointsAnew, useReportPoints } from './report-points.ts';
import { Sign } from './Sign.tsx';

type Editing = 'new' | ReportPoint | null;

export function ReportPointsPage() {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const mayConfigure = useMay('grid.configure');
  const { data: points, error, isPending, refetch } = useReportPoints();
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [editing, setEditing] = useState<Editing>(null);
  const chosen = points?.find(({ id }) => id === chosenId);
  return (
    <Page
      title={t('reportPoints.title')}
      note={points && t('reportPoints.count', { count: points.length })}
      actions={
        mayConfigure && (
          <Button leftSection={<IconPlus size={16} />} disabled={!canAct} onClick={() => setEditing('new')}>
            {t('reportPoints.add')}
          </Button>
        )
      }
    >
      <div className={classes.desk}>
        <section className={classes.list} aria-label={t('reportPoints.title')}>
          {isPending && <Loading />}
          {error && <Failed thrown={error} onRetry={() => void refetch()} />}
          {points?.length === 0 && (
            <Empty icon={IconQrcode} title={t('reportPoints.empty')} hint={t('reportPoints.emptyHint')} />
          )}
          <ul>
            {points?.map((point) => (
              <li key={point.id} data-chosen={point.id === chosenId} data-disabled={point.disabled}>
                <button type="button" aria-pressed={point.id === chosenId} onClick={() => setChosenId(point.id)}>
                  <strong>{point.name}</strong>
                  <span>{point.code}</span>
                  <em>{t(point.disabled ? 'reportPoints.outOfUse' : 'reportPoints.inUse')}</em>
                </button>
              </li>
            ))}
          </ul>
        </section>
        <section className={classes.detail}>
          {chosen ? (
            <Chosen point={chosen} onEdit={() => setEditing(chosen)} />
          ) : (
            <Empty icon={IconHandClick} title={t('reportPoints.noneSelected')} />
          )}
        </section>
      </div>
      <Modal
        opened={editing !== null}
        onClose={() => setEditing(null)}
        title={editing === 'new' ? t('reportPoints.add') : t('reportPoints.edit')}
        size="xl"
      >
        {editing !== null && (
          <ReportPointEditor
            point={editing === 'new' ? null : editing}
            onDone={(saved) => {
              setEditing(null);
              if (saved) setChosenId(saved.id);
            }}
          />
        )}
      </Modal>
    </Page>
  );
}

function Chosen({ point, onEdit }: { point: ReportPoint; onEdit: () => void }) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const mayConfigure = useMay('grid.configure');
  const address = addressOnSign(point.code);
  const use = useMutation({
    mutationFn: (disabled: boolean) =>
      api('PATCH /api/report-points/:pointId', { params: { pointId: point.id }, body: { disabled } }),
    onSuccess: readReportPointsAnew,
    onError: sayFailure,
  });
  return (
    <>
      <div className={classes.actions}>
        <Button leftSection={<IconPrinter size={16} />} disabled={point.disabled} onClick={() => window.print()}>
          {t('reportPoints.print')}
        </Button>
        <Button
          component="a"
          href={address}
          target="_blank"
          variant="default"
          leftSection={<IconExternalLink size={16} />}
        >
          {t('reportPoints.openPage')}
        </Button>
        {mayConfigure && (
          <>
            <Button variant="default" leftSection={<IconPencil size={16} />} disabled={!canAct} onClick={onEdit}>
              {t('reportPoints.edit')}
            </Button>
            {point.disabled ? (
              <Button variant="default" disabled={!canAct} loading={use.isPending} onClick={() => use.mutate(false)}>
                {t('reportPoints.bringBack')}
              </Button>
            ) : (
              <AskFirst
                question={t('reportPoints.takeOutAsk', { name: point.name })}
                act={t('reportPoints.takeOut')}
                isBusy={use.isPending}
                onAct={() => use.mutate(true)}
              >
                {(ask) => (
                  <Button variant="default" {...ask}>
                    {t('reportPoints.takeOut')}
                  </Button>
                )}
              </AskFirst>
            )}
          </>
        )}
      </div>
      <Sign point={point} />
      <div className={classes.address}>
        <Copyable label={t('reportPoints.address')} description={t('reportPoints.addressHint')} value={address} />
      </div>
    </>
  );
}
