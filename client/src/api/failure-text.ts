/** A failure as a sentence with its cause and what to do about it. The only place that turns codes into words. */
import type { TFunction } from 'i18next';
import i18next from 'i18next';
import { siteTimeZone } from '../session/session.ts';
import { ageOf, dateTimeText, type Language } from '../time/time-text.ts';
import type { ShownFailure } from './failure.ts';

export function failureText(t: TFunction, { code, detail }: ShownFailure): string {
  switch (code) {
    case 'INVALID_REQUEST':
      return t('errors.INVALID_REQUEST', { ...detail, field: fieldName(t, String(detail.field ?? '')) });
    case 'CAMERA_CLOCK_OFF':
    case 'ONVIF_CLOCK_WRONG':
    case 'CAMERA_KEY_FRAMES_RARE':
      return t(`errors.${code}`, { duration: durationText(t, Math.abs(Number(detail.seconds ?? 0))) });
    case 'MATTER_FIELD_WRONG':
      return t('errors.MATTER_FIELD_WRONG', { ...detail, kind: t(`matterForm.wanted.${detail.kind as 'number'}`) });
    case 'SHIFT_OVERLAPS':
      return t('errors.SHIFT_OVERLAPS', {
        ...{ name: detail.name, when: momentText(Number(detail.fromMs)) },
        ...{ other: detail.other, otherWhen: momentText(Number(detail.otherFromMs)) },
      });
    case 'HANDOVER_TOO_EARLY':
      return t('errors.HANDOVER_TOO_EARLY', { ...detail, when: momentText(Number(detail.fromMs)) });
    case 'HANDOVER_UNSIGNED':
      return t('errors.HANDOVER_UNSIGNED', { ...detail, when: momentText(Number(detail.endedAtMs)) });
    case 'RIGHT_ENDED':
      return t('errors.RIGHT_ENDED', { ...detail, when: momentText(Number(detail.atMs)) });
    default:
      return t(`errors.${code}`, detail);
  }
}

function fieldName(t: TFunction, field: string): string {
  const [first = ''] = field.split('.');
  return String(t(`fields.${first}` as 'fields.name', { defaultValue: field }));
}

function momentText(atMs: number): string {
  return dateTimeText(atMs, siteTimeZone(), i18next.language as Language);
}

/** From seconds to years: a camera that lost its battery thinks it is 1970. */
function durationText(t: TFunction, seconds: number): string {
  const { unit, count } = ageOf(seconds * 1_000);
  return t(`time.${unit}`, { count });
}
