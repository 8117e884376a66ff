/** The versions of a matter: who made each, when, and what it changed. */
import { useTranslation } from 'react-i18next';
import type { Matter } from '../../../config/contract/matter.ts';
import { useTimeText } from '../time/use-time-text.ts';
import classes from './MatterEditor.module.css';
import { type ChangeablePart, changedParts } from './matter-form.rules.ts';

/** Newest first, as they are read. */
export function MatterHistory({ versions }: { versions: readonly Matter[] }) {
  const { t } = useTranslation();
  const time = useTimeText();
  return (
    <section aria-label={t('matterEditor.history')}>
      <h3>{t('matterEditor.history')}</h3>
      <ol className={classes.history}>
        {versions.map((each, index) => {
          const before = versions[index + 1];
          return (
            <li key={each.version}>
              <b>{t('matterEditor.versionNumber', { version: each.version })}</b>
              <time>{time.dateTime(each.changedAtMs)}</time>
              <span>{each.changedBy.name}</span>
              <p>{before ? <Changes before={before} after={each} /> : t('matterEditor.firstVersion')}</p>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function Changes({ before, after }: { before: Matter; after: Matter }) {
  const { t } = useTranslation();
  const value = (matter: Matter, part: ChangeablePart): string | null => {
    if (part === 'task') return t(`matters.task.${matter.task}`);
    if (part === 'level') return t(`matters.level.${matter.level}`);
    if (part === 'inGrid' || part === 'disabled') return t(matter[part] ? 'matters.yes' : 'matters.no');
    if (part === 'assistUnitNames') return matter.assistUnitNames.join('、') || '—';
    if (part === 'standards' || part === 'limits' || part === 'fields') return null;
    return matter[part] || '—';
  };
  return changedParts(before, after)
    .map((part) => {
      const [old, now] = [value(before, part), value(after, part)];
      const name = t(`matterEditor.part.${part}`);
      return old === null ? name : t('matterEditor.fromTo', { name, old, now });
    })
    .join(t('matterEditor.semicolon'));
}
