/** Under which name something is kept, and for whom. */
import { Stack, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SavedContent, SavedItem } from '../../../config/contract/saved.ts';
import { DialogButtons } from '../kit/DialogButtons.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import { useMay, useSession } from '../session/session.ts';
import { useSaveItem } from './saved-items.ts';

const NAME_MAX = 40;

type SaveFormProps = {
  content: SavedContent;
  /** Those of its kind: one of one's own may be saved over. */
  items: readonly SavedItem[];
  /** The one that is being renamed; null for a new one. */
  item: SavedItem | null;
  onDone: () => void;
};

export function SaveForm({ content, items, item, onDone }: SaveFormProps) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const mayShare = useMay('wall.share');
  const { person } = useSession();
  const [name, setName] = useState(item?.name ?? '');
  const [shared, setShared] = useState(item?.shared ?? false);
  const [wasTried, setTried] = useState(false);
  const save = useSaveItem();
  const wanted = name.trim();
  const same = items.find((each) => each.id !== item?.id && each.name === wanted && each.owner.personId === person.id);
  const isMistaken = wanted === '' || wanted.length > NAME_MAX;

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (isMistaken) return;
        save.mutate({ id: item?.id ?? same?.id ?? null, name: wanted, shared, content }, { onSuccess: onDone });
      }}
      noValidate
    >
      <Stack>
        <TextInput
          label={t('saved.name')}
          withAsterisk
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={wasTried && isMistaken && t('saved.needName', { max: NAME_MAX })}
          description={same && t('saved.replaces', { name: wanted })}
        />
        {mayShare && (
          <Switch
            label={t('saved.share')}
            checked={shared}
            onChange={(event) => setShared(event.currentTarget.checked)}
          />
        )}
        <DialogButtons onCancel={onDone} label={t('act.save')} isBusy={save.isPending} isAllowed={canAct} />
      </Stack>
    </form>
  );
}
