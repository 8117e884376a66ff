/** For what has no place of its own on the screen: a failure as a passing message. */
import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { failureOf } from '../api/failure.ts';
import { failureText } from '../api/failure-text.ts';

export function sayFailure(thrown: unknown): void {
  notifications.show({
    title: i18next.t('state.notDone'),
    message: failureText(i18next.t, failureOf(thrown)),
    color: 'red',
    autoClose: 12_000,
  });
}
