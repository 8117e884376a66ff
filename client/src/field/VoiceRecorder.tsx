/** Records what is said, with a meter that shows that the microphone hears it; it ends by itself after a minute. */
import { IconMicrophone, IconPlayerStopFilled } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './FieldForm.module.css';
import { type Recording, startRecording, VOICE_MAX_SECONDS } from './record-voice.ts';

export function VoiceRecorder({ onRecorded }: { onRecorded: (bytes: Blob) => void }) {
  const { t } = useTranslation();
  const [recording, setRecording] = useState<Recording | null>(null);
  const [isRefused, setRefused] = useState(false);
  const [seconds, setSeconds] = useState(0);
  const meter = useRef<HTMLMeterElement>(null);
  const finish = useRef(onRecorded);
  finish.current = onRecorded;

  const start = async () => {
    setRefused(false);
    setSeconds(0);
    try {
      const started = await startRecording();
      setRecording(started);
      void started.done.then((bytes) => {
        setRecording(null);
        if (bytes) finish.current(bytes);
      });
    } catch {
      setRefused(true);
    }
  };
  useEffect(() => {
    if (!recording) return;
    const startedAtMs = Date.now();
    const timer = setInterval(() => {
      setSeconds(Math.floor((Date.now() - startedAtMs) / 1_000));
      if (meter.current) meter.current.value = recording.level();
    }, 100);
    return () => {
      clearInterval(timer);
      recording.stop();
    };
  }, [recording]);

  return (
    <div className={classes.voice}>
      <button
        type="button"
        className={classes.attach}
        data-recording={recording !== null}
        onClick={() => (recording ? recording.stop() : void start())}
      >
        {recording ? <IconPlayerStopFilled size={24} aria-hidden /> : <IconMicrophone size={24} aria-hidden />}
        {recording ? t('field.attach.stop', { seconds, most: VOICE_MAX_SECONDS }) : t('field.attach.voice')}
      </button>
      {recording && <meter ref={meter} min={0} max={1} value={0} aria-label={t('field.attach.level')} />}
      {isRefused && (
        <p className={classes.wrong} role="alert">
          {t('field.attach.noMicrophone')}
        </p>
      )}
    </div>
  );
}
