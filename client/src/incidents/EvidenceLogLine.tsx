/** A picture or a voice note where it came in the command log. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentEvidence } from '../../../config/contract/evidence.ts';
import { useTimeText } from '../time/use-time-text.ts';
import classes from './Evidence.module.css';
import { EvidenceLightbox } from './EvidenceLightbox.tsx';
import { EvidenceThumbnail, EvidenceVoice } from './EvidencePart.tsx';
import actClasses from './IncidentActs.module.css';

export function EvidenceLogLine({ evidence }: { evidence: IncidentEvidence }) {
  const { t } = useTranslation();
  const time = useTimeText();
  const [shownId, setShownId] = useState<string | null>(null);
  return (
    <li>
      <time>{time.dateTime(evidence.addedAtMs)}</time>
      <div>
        <p>
          <strong>{evidence.by.name}</strong>
          {evidence.unitName && <span className={actClasses.quiet}>{evidence.unitName}</span>}
          <span>{t(evidence.kind === 'picture' ? 'evidence.logPicture' : 'evidence.logVoice')}</span>
        </p>
        {evidence.kind === 'picture' ? (
          <div className={classes.log}>
            <EvidenceThumbnail evidence={evidence} onOpen={() => setShownId(evidence.id)} />
          </div>
        ) : (
          <EvidenceVoice evidence={evidence} />
        )}
      </div>
      <EvidenceLightbox pictures={[evidence]} shownId={shownId} onShow={setShownId} />
    </li>
  );
}
