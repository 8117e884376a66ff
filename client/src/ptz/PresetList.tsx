/** Presets as small pictures with a name: one press goes there; the present view becomes a new one. */
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconMapPin, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Preset } from '../../../config/contract/ptz.ts';
import { failureOf } from '../api/failure.ts';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { RenameField } from '../kit/RenameField.tsx';
import classes from './PresetList.module.css';
import { type Presets, presetPictureUrl } from './use-presets.ts';

type PresetListProps = {
  cameraId: string;
  all: Presets;
  /** Where a patrol is now. */
  currentToken: string | null;
  isEnabled: boolean;
  onGo: (token: string) => void;
};

const NAME_MAX = 30;

export function PresetList({ cameraId, all, currentToken, isEnabled, onGo }: PresetListProps) {
  const { t } = useTranslation();
  const { list, presets, create } = all;
  const [name, setName] = useState('');
  const add = () => {
    const given = name.trim() || t('ptz.presetName', { number: presets.length + 1 });
    create.mutate(given, { onSuccess: () => setName('') });
  };
  return (
    <section className={classes.presets} aria-label={t('ptz.presets')}>
      <h3>{t('ptz.presets')}</h3>
      <form
        className={classes.add}
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <TextInput
          size="xs"
          aria-label={t('ptz.newPreset')}
          placeholder={t('ptz.newPreset')}
          maxLength={NAME_MAX}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button
          type="submit"
          variant="default"
          leftSection={<IconPlus size={14} />}
          loading={create.isPending}
          disabled={!isEnabled}
        >
          {t('ptz.savePreset')}
        </Button>
      </form>
      {list.error && <FailureNotice failure={failureOf(list.error)} onRetry={() => void list.refetch()} />}
      {list.isSuccess && presets.length === 0 && <p className={classes.none}>{t('ptz.noPresets')}</p>}
      <ul>
        {presets.map((preset, index) => (
          <PresetCard
            key={preset.token}
            {...{ cameraId, preset, all, isEnabled, onGo }}
            number={index + 1}
            isCurrent={preset.token === currentToken}
          />
        ))}
      </ul>
    </section>
  );
}

type PresetCardProps = {
  cameraId: string;
  preset: Preset;
  number: number;
  all: Presets;
  isCurrent: boolean;
  isEnabled: boolean;
  onGo: (token: string) => void;
};

function PresetCard({ cameraId, preset, number, all, isCurrent, isEnabled, onGo }: PresetCardProps) {
  const { t } = useTranslation();
  const { token, name, hasPicture } = preset;
  const [isRenaming, setRenaming] = useState(false);
  return (
    <li data-preset={token} data-current={isCurrent}>
      <button
        type="button"
        className={classes.go}
        disabled={!isEnabled}
        aria-label={t('ptz.goTo', { name })}
        title={t('ptz.goTo', { name })}
        onClick={() => onGo(token)}
      >
        {hasPicture ? <img src={presetPictureUrl(cameraId, token)} alt="" /> : <IconMapPin size={20} aria-hidden />}
      </button>
      <div className={classes.name}>
        {!isRenaming ? (
          <>
            <span title={name}>
              <small>{number}</small> {name}
            </span>
            <ActionIcon
              size="sm"
              disabled={!isEnabled}
              aria-label={t('ptz.change', { name })}
              onClick={() => setRenaming(true)}
            >
              <IconPencil size={14} />
            </ActionIcon>
          </>
        ) : (
          <>
            <RenameField
              label={t('ptz.rename')}
              name={name}
              max={NAME_MAX}
              onRename={(given) => all.rename.mutate({ token, name: given })}
              onDone={() => setRenaming(false)}
            />
            <ActionIcon
              size="sm"
              aria-label={t('ptz.removePreset', { name })}
              title={t('ptz.removePreset', { name })}
              // The field would lose the focus, and with it this button go, before it is pressed.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => {
                setRenaming(false);
                all.remove.mutate(token);
              }}
            >
              <IconTrash size={14} />
            </ActionIcon>
          </>
        )}
      </div>
    </li>
  );
}
