/** Removes something that is kept. What others use too is asked for first; what is one's own alone is not. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SavedItem } from '../../../config/contract/saved.ts';
import { AskFirst } from '../kit/AskFirst.tsx';
import { useRemoveItem } from './saved-items.ts';

type RemoveSavedProps = {
  item: Pick<SavedItem, 'id' | 'name' | 'shared'>;
  isInMenu?: boolean;
  /** What one presses. */
  children: (press: { disabled: boolean; onClick: () => void }) => ReactElement;
};

export function RemoveSaved({ item: { id, name, shared }, isInMenu = false, children }: RemoveSavedProps) {
  const { t } = useTranslation();
  const remove = useRemoveItem();
  const onAct = () => remove.mutate(id);
  if (!shared) return children({ disabled: remove.isPending, onClick: onAct });
  return (
    <AskFirst
      question={t('saved.removeShared', { name })}
      act={t('saved.remove')}
      isBusy={remove.isPending}
      isDangerous
      isInMenu={isInMenu}
      onAct={onAct}
    >
      {children}
    </AskFirst>
  );
}
