/** Somebody else changed the matter while it was being edited: what they changed, and where both did. */
import { useTranslation } from 'react-i18next';
import type { Matter } from '../../../config/contract/matter.ts';
import { Overtaken } from '../kit/Overtaken.tsx';
import { changedInForm, changedParts, formOfMatter, type MatterForm } from './matter-form.rules.ts';

type ChangedMeanwhileProps = { base: Matter; latest: Matter; form: MatterForm; onGoOn: () => void };

export function ChangedMeanwhile({ base, latest, form, onGoOn }: ChangedMeanwhileProps) {
  const { t } = useTranslation();
  const theirs = changedParts(base, latest);
  const mine = changedInForm(formOfMatter(base), form);
  const both = theirs.filter((part) => mine.includes(part));
  const named = (parts: readonly (typeof theirs)[number][]) =>
    parts.map((part) => t(`matterEditor.part.${part}`)).join(t('matterEditor.comma'));
  return (
    <Overtaken
      told={[
        t('matterEditor.meanwhile', { by: latest.changedBy.name, version: latest.version, parts: named(theirs) }),
        both.length > 0 ? t('matterEditor.bothChanged', { parts: named(both) }) : t('matterEditor.noneBoth'),
      ]}
      act={t('matterEditor.goOn', { version: latest.version })}
      onGoOn={onGoOn}
    />
  );
}
