/** One line of what an entry says, with names in the place of ids. */
import { useTranslation } from 'react-i18next';
import type { RecordedSpan } from '../../../config/contract/recording.ts';
import { granteeText } from '../people/grantee-text.ts';
import { useSite } from '../realtime/site-store.ts';
import { useTimeText } from '../time/use-time-text.ts';
import { type Entry, saidBy } from './journal-entry.rules.ts';

export function useEntryText(): (entry: Entry) => string {
  const { t } = useTranslation();
  const time = useTimeText();
  const cameras = useSite((site) => site.cameras);
  const cameraName = (cameraId: string) => cameras.get(cameraId)?.name ?? cameraId;

  return (entry) => {
    const said = saidBy(entry);
    const kind = t(`journal.kind.${entry.kind}`);
    switch (said.say) {
      case 'removed':
        return t('journal.removed', { kind });
      case 'other':
        return kind;
      case 'outcome':
        return `${t(`journal.outcome.${said.outcome}`)} · ${entry.subject}`;
      case 'alertClosed':
        return withCamera(t('journal.said.alertClosed', { result: t(`alerts.resultWord.${said.result}`) }));
      case 'alertNew':
      case 'alertAcknowledged':
      case 'alertHandling':
      case 'alertRecovered':
      case 'alertUnshelved':
        return withCamera(t(`journal.said.${said.say}`));
      case 'alertShelved':
        return withCamera(t('journal.said.alertShelved', { time: time.dateTime(said.untilMs), reason: said.reason }));
      case 'shelfBegun':
      case 'shelfEnded':
        return t(`journal.said.${said.say}`, {
          place: said.cameraId === '' ? t('alerts.system') : cameraName(said.cameraId),
          kind: t(`alerts.kind.${said.alertKind}` as 'alerts.kind.motion', { defaultValue: said.alertKind }),
          reason: said.reason,
        });
      case 'alertRepeated':
        return withCamera(t('journal.said.alertRepeated', { count: said.count }));
      case 'exportAsked':
      case 'exportBegun':
      case 'exportApproved':
      case 'exportRefused':
      case 'exportCancelled':
      case 'exportReady':
      case 'exportFailed':
      case 'recordingLock':
      case 'recordingUnlocked':
        return t(`journal.said.${said.say}`, {
          cameras: said.cameraIds.map(cameraName).join('、'),
          reason: said.reason,
        });
      case 'exportDownload':
        return t('journal.said.exportDownload', {
          cameras: said.cameraIds.map(cameraName).join('、'),
          file: said.file,
        });
      case 'cameraGrant':
        return t('journal.said.cameraGrant', { to: granteeText(t, said.to) });
      case 'encoderSet':
      case 'encoderPartlySet':
      case 'encoderNotSet':
      case 'viewingStarted':
      case 'listeningStarted':
      case 'pictureSeen':
      case 'snapshotTaken':
        return t(`journal.said.${said.say}`, { camera: cameraName(said.cameraId) });
      case 'deviceImaging':
      case 'deviceReboot':
      case 'patrolStarted':
      case 'ptzStarted':
      case 'talkStarted':
      case 'ptzPatrol':
      case 'presetRemoved':
        return t(`journal.said.${said.say}`, { camera: cameraName(said.cameraId) });
      case 'deviceRelayOn':
      case 'deviceRelayOff':
        return t(`journal.said.${said.say}`, { camera: cameraName(said.cameraId), relay: said.relay });
      case 'presetSaved':
        return t('journal.said.presetSaved', { camera: cameraName(said.cameraId), name: said.name });
      case 'patrolEnded':
        return t('journal.said.patrolEnded', {
          camera: cameraName(said.cameraId),
          duration: time.duration(said.durationMs),
        });
      case 'tourTurnStarted':
        return t('journal.said.tourTurnStarted', { camera: cameraName(said.cameraId), tour: said.tour });
      case 'tourTurnEnded':
      case 'ptzEnded': {
        const actions = said.actions.map(({ did, times }) =>
          t('journal.ptzTimes', { did: t(`ptz.did.${did}` as 'ptz.did.left', { defaultValue: did }), times }),
        );
        return t(`journal.said.${said.say}`, {
          tour: said.tour,
          camera: cameraName(said.cameraId),
          duration: time.duration(said.durationMs),
          actions: actions.join(t('journal.ptzComma')) || t('journal.ptzNothing'),
        });
      }
      case 'talkEnded':
        return t('journal.said.talkEnded', {
          camera: cameraName(said.cameraId),
          duration: time.duration(said.durationMs),
          why: t(`journal.talkEnd.${said.why}`),
        });
      case 'viewingEnded':
      case 'listeningEnded':
        return t(`journal.said.${said.say}`, {
          camera: cameraName(said.cameraId),
          duration: time.duration(said.durationMs),
        });
      case 'recordingPlayed':
      case 'recordingHeard':
      case 'recorderPlayed':
      case 'recordingTaken':
        return t(`journal.said.${said.say}`, { camera: cameraName(said.cameraId), range: rangeText(said.range) });
      case 'recordingPlayedFor':
      case 'recordingHeardFor':
      case 'recorderPlayedFor':
      case 'recordingTakenFor':
        return t(`journal.said.${said.say}`, {
          camera: cameraName(said.cameraId),
          range: rangeText(said.range),
          duration: time.duration(said.durationMs),
        });
      default:
        return t(`journal.said.${said.say}`, said);
    }

    function rangeText({ fromMs, toMs }: RecordedSpan) {
      return `${time.dateTime(fromMs)} – ${time.clock(toMs)}`;
    }

    function withCamera(text: string): string {
      const { body } = entry;
      const cameraId =
        typeof body === 'object' && body !== null && 'cameraId' in body ? String(body.cameraId ?? '') : '';
      return cameraId ? `${text} · ${cameraName(cameraId)}` : text;
    }
  };
}
