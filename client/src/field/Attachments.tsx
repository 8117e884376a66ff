/** Pictures from the camera, made smaller at once, and voice notes. What is no picture is refused in words. */
import { IconCamera, IconX } from '@tabler/icons-react';
import { type Dispatch, type SetStateAction, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newUuid } from '../api/new-uuid.ts';
import { useObjectUrl } from '../kit/use-object-url.ts';
import classes from './FieldForm.module.css';
import type { Attachment } from './outbox.rules.ts';
import { FILE_MAX_MB, PictureRefused, shrunkPicture } from './shrink-picture.ts';
import { VoiceRecorder } from './VoiceRecorder.tsx';

type AttachmentsProps = {
  attachments: readonly Attachment[];
  onChange: Dispatch<SetStateAction<readonly Attachment[]>>;
};

export function Attachments({ attachments, onChange }: AttachmentsProps) {
  const { t } = useTranslation();
  const [busyCount, setBusyCount] = useState(0);
  const [refusals, setRefusals] = useState<readonly string[]>([]);

  const add = (kind: Attachment['kind'], bytes: Blob) =>
    onChange((known) => [...known, { evidenceId: newUuid(), kind, bytes, takenAtMs: Date.now(), position: null }]);
  const addPictures = async (files: readonly File[]) => {
    setRefusals([]);
    for (const file of files) {
      setBusyCount((count) => count + 1);
      try {
        add('picture', await shrunkPicture(file));
      } catch (thrown) {
        const why = thrown instanceof PictureRefused ? thrown.why : 'notPicture';
        setRefusals((known) => [...known, t(`field.attach.${why}`, { name: file.name, most: FILE_MAX_MB })]);
      } finally {
        setBusyCount((count) => count - 1);
      }
    }
  };

  return (
    <div className={classes.attachments}>
      <div className={classes.attachButtons}>
        <label className={classes.attach}>
          <IconCamera size={24} aria-hidden />
          {t('field.attach.picture')}
          <input
            type="file"
            accept="image/*"
            multiple
            onChange={({ currentTarget }) => {
              void addPictures([...(currentTarget.files ?? [])]);
              currentTarget.value = '';
            }}
          />
        </label>
        <VoiceRecorder onRecorded={(bytes) => add('voice', bytes)} />
      </div>
      {busyCount > 0 && <p role="status">{t('field.attach.busy')}</p>}
      {refusals.map((words) => (
        <p key={words} className={classes.wrong} role="alert">
          {words}
        </p>
      ))}
      {attachments.length > 0 && (
        <ul className={classes.attached}>
          {attachments.map((attachment, index) => (
            <li key={attachment.evidenceId}>
              <Attached attachment={attachment} number={index + 1} />
              <button
                type="button"
                className={classes.icon}
                aria-label={t('field.attach.remove')}
                onClick={() => onChange((known) => known.filter((each) => each !== attachment))}
              >
                <IconX size={20} aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Attached({ attachment: { kind, bytes }, number }: { attachment: Attachment; number: number }) {
  const { t } = useTranslation();
  const url = useObjectUrl(bytes);
  if (kind === 'picture') return <img src={url} alt={t('field.attach.shown', { number })} />;
  // biome-ignore lint/a11y/useMediaCaption: what somebody said into their phone has no captions
  return <audio controls src={url} aria-label={t('field.attach.voiceNote', { number })} />;
}
