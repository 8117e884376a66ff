/** What was seen and said on the spot: thumbnails that open large, and voice notes to listen to. Live for everyone. */
import { Button, FileButton } from '@mantine/core';
import { IconCamera } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentEvidence } from '../../../config/contract/evidence.ts';
import type { Incident } from '../../../config/contract/incident.ts';
import { mayActAtAll } from '../../../config/contract/incident-act.ts';
import { evidenceUrl, sendEvidence } from '../api/evidence.ts';
import { failureOf } from '../api/failure.ts';
import { newUuid } from '../api/new-uuid.ts';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import { useSession } from '../session/session.ts';
import { useTimeText } from '../time/use-time-text.ts';
import classes from './Evidence.module.css';
import { EvidenceLightbox } from './EvidenceLightbox.tsx';
import { useEvidence } from './evidence.ts';

export function EvidencePart({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const { person } = useSession();
  const evidence = useEvidence(incident.id);
  const [shownId, setShownId] = useState<string | null>(null);
  const pictures = evidence.filter(({ kind }) => kind === 'picture');
  const voices = evidence.filter(({ kind }) => kind === 'voice');
  const mayAdd = mayActAtAll(person, 'remark', incident);
  if (evidence.length === 0 && !mayAdd) return null;
  return (
    <section className={classes.part} aria-label={t('evidence.title')}>
      <h3>{t('evidence.title')}</h3>
      {pictures.length > 0 && (
        <ul className={classes.pictures}>
          {pictures.map((each) => (
            <li key={each.id}>
              <EvidenceThumbnail evidence={each} onOpen={() => setShownId(each.id)} />
            </li>
          ))}
        </ul>
      )}
      {voices.map((each) => (
        <EvidenceVoice key={each.id} evidence={each} />
      ))}
      {evidence.length === 0 && <p className={classes.none}>{t('evidence.none')}</p>}
      {mayAdd && <AddPicture incidentId={incident.id} />}
      <EvidenceLightbox pictures={pictures} shownId={shownId} onShow={setShownId} />
    </section>
  );
}

export function EvidenceThumbnail({ evidence, onOpen }: { evidence: IncidentEvidence; onOpen: () => void }) {
  const { t } = useTranslation();
  const time = useTimeText();
  const [isLost, setLost] = useState(false);
  const at = time.dateTime(evidence.takenAtMs ?? evidence.addedAtMs);
  const words = t('evidence.picture', { name: evidence.by.name, at });
  return (
    <button type="button" className={classes.thumbnail} onClick={onOpen} title={evidence.note || words}>
      {isLost ? (
        <span className={classes.none}>{t('evidence.lost')}</span>
      ) : (
        <img
          src={evidenceUrl(evidence)}
          alt={words}
          loading="lazy"
          decoding="async"
          draggable={false}
          onError={() => setLost(true)}
        />
      )}
    </button>
  );
}

export function EvidenceVoice({ evidence }: { evidence: IncidentEvidence }) {
  const { t } = useTranslation();
  const time = useTimeText();
  const seconds = Math.round((evidence.durationMs ?? 0) / 1_000);
  return (
    <figure className={classes.voice}>
      {/* biome-ignore lint/a11y/useMediaCaption: what somebody said into their phone has no captions */}
      <audio controls preload="none" src={evidenceUrl(evidence)} aria-label={t('evidence.voice', { seconds })} />
      <figcaption>
        {[t('evidence.voice', { seconds }), evidence.by.name, time.dateTime(evidence.takenAtMs ?? evidence.addedAtMs)]
          .concat(evidence.note || [])
          .join(' · ')}
      </figcaption>
    </figure>
  );
}

function AddPicture({ incidentId }: { incidentId: string }) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const add = useMutation({
    mutationFn: (file: File) =>
      sendEvidence({
        ...{ incidentId, evidenceId: newUuid(), kind: 'picture', bytes: file },
        ...{ takenAtMs: null, position: null, note: '' },
      }),
  });
  return (
    <div className={classes.add}>
      {add.error && <FailureNotice failure={failureOf(add.error)} />}
      <FileButton accept="image/jpeg,image/png,image/webp" onChange={(file) => file && add.mutate(file)}>
        {(props) => (
          <Button
            {...props}
            variant="default"
            disabled={!canAct}
            loading={add.isPending}
            leftSection={<IconCamera size={16} aria-hidden />}
          >
            {t('evidence.add')}
          </Button>
        )}
      </FileButton>
    </div>
  );
}
