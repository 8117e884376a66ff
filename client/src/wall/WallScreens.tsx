/** The big screens beside the wall: what each shows and whether it does, and the way to send it something. */
import { ActionIcon, Button, Group, Menu, TextInput, Tooltip } from '@mantine/core';
import { IconDeviceTv, IconExternalLink, IconPencil, IconPlus, IconSend, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Screen, ScreenContent } from '../../../config/contract/screen.ts';
import { AskFirst } from '../kit/AskFirst.tsx';
import { Empty, Failed, Loading } from '../kit/ListState.tsx';
import { RenameField } from '../kit/RenameField.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import { useSavedItems } from '../saved/saved-items.ts';
import { useChangeScreens, useScreenStates, useScreens, useShowOnScreen } from '../screens/screens.ts';
import { useScreenContentText } from '../screens/use-screen-content-text.ts';
import { useMay } from '../session/session.ts';
import { LayoutPicture } from './LayoutPicture.tsx';
import { layoutOf } from './layout.rules.ts';
import { useDropSlot } from './use-drop-slot.ts';
import classes from './WallScreens.module.css';
import { shownSlots, tourContent, type Wall } from './wall.rules.ts';

const NAME_MAX = 40;

type WallScreensProps = { wall: Wall; selectedCameraId: string | null };

export function WallScreens({ wall, selectedCameraId }: WallScreensProps) {
  const { t } = useTranslation();
  const { data: screens, isPending, error, refetch } = useScreens();
  const mayConfigure = useMay('screen.configure');
  if (isPending) return <Loading />;
  if (error) return <Failed thrown={error} onRetry={() => void refetch()} />;
  return (
    <div className={classes.screens}>
      {screens.length === 0 && <Empty icon={IconDeviceTv} title={t('screens.empty')} hint={t('screens.emptyHint')} />}
      {screens.map((screen) => (
        <ScreenCard key={screen.id} {...{ screen, wall, selectedCameraId, mayConfigure }} />
      ))}
      {mayConfigure && <AddScreenForm />}
    </div>
  );
}

type ScreenCardProps = WallScreensProps & { screen: Screen; mayConfigure: boolean };

function ScreenCard({ screen, wall, selectedCameraId, mayConfigure }: ScreenCardProps) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const show = useShowOnScreen();
  const { rename, remove } = useChangeScreens();
  const [isRenaming, setRenaming] = useState(false);
  const { data: walls = [] } = useSavedItems('wall');
  const { data: tours = [] } = useSavedItems('tour');
  const contentText = useScreenContentText();
  const states = useScreenStates(({ states }) => states).filter(({ screenId }) => screenId === screen.id);
  const send = (content: ScreenContent) => show.mutate({ screenId: screen.id, content });
  const one = (content: string): ScreenContent => ({ kind: 'wall', layout: '1x1', slots: [content] });
  const { element, isOver } = useDropSlot<HTMLElement>((drag) => {
    if (!canAct) return;
    if (drag.kind === 'camera') send(one(drag.cameraId));
    else if (drag.kind === 'tour') send(one(tourContent(drag.tourId)));
    else if (drag.kind === 'slot') send(one(wall.slots[drag.slot] ?? ''));
  });
  const isUpToDate = states.some(({ contentAtMs }) => contentAtMs === screen.atMs);
  const tiles = states.flatMap((state) => state.tiles);
  const condition = states.length === 0 ? 'off' : isUpToDate ? 'on' : 'behind';
  const layout = screen.content.kind === 'wall' ? layoutOf(screen.content.layout) : undefined;

  return (
    <article
      ref={element}
      className={classes.card}
      data-condition={condition}
      data-over={isOver}
      aria-label={screen.name}
    >
      <header>
        {layout ? <LayoutPicture layout={layout} /> : <IconDeviceTv size={18} aria-hidden />}
        {isRenaming ? (
          <RenameField
            label={t('screens.name')}
            name={screen.name}
            max={NAME_MAX}
            onRename={(name) => rename.mutate({ screenId: screen.id, name })}
            onDone={() => setRenaming(false)}
          />
        ) : (
          <strong title={screen.name}>{screen.name}</strong>
        )}
        <span className={classes.condition}>{t(`screens.condition.${condition}`)}</span>
      </header>
      <p>{contentText(screen.content)}</p>
      <p className={classes.by}>
        {t('screens.by', { name: screen.by.name })}
        {tiles.length > 0 &&
          ` · ${t('screens.live', { live: tiles.filter(({ isLive }) => isLive).length, all: tiles.length })}`}
      </p>
      <Group gap={6}>
        <Button
          size="compact-xs"
          leftSection={<IconSend size={13} />}
          disabled={!canAct}
          loading={show.isPending}
          onClick={() => send({ kind: 'wall', layout: wall.layout.text, slots: [...shownSlots(wall)] })}
        >
          {t('screens.sendWall')}
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          disabled={!canAct || selectedCameraId === null}
          onClick={() => selectedCameraId !== null && send(one(selectedCameraId))}
        >
          {t('screens.sendCamera')}
        </Button>
        <Menu width={240}>
          <Menu.Target>
            <Button size="compact-xs" variant="default" disabled={!canAct}>
              {t('screens.more')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {walls.map(({ id, name, content }) => (
              <Menu.Item key={id} onClick={() => send(content)}>
                {t('screens.sendSaved', { name })}
              </Menu.Item>
            ))}
            {tours.map(({ id, name }) => (
              <Menu.Item key={id} onClick={() => send(one(tourContent(id)))}>
                {t('screens.sendTour', { name })}
              </Menu.Item>
            ))}
            <Menu.Item onClick={() => send({ kind: 'overview' })}>{t('today.title')}</Menu.Item>
            <Menu.Item onClick={() => send({ kind: 'board' })}>{t('board.title')}</Menu.Item>
            <Menu.Item onClick={() => send({ kind: 'map' })}>{t('screens.sendMap')}</Menu.Item>
            <Menu.Item onClick={() => send({ kind: 'nothing' })}>{t('screens.clear')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
        <Tooltip label={t('screens.open')}>
          <ActionIcon
            component="a"
            href={`/screen/${screen.id}`}
            target="_blank"
            rel="noreferrer"
            aria-label={t('screens.openOf', { name: screen.name })}
          >
            <IconExternalLink size={15} />
          </ActionIcon>
        </Tooltip>
        {mayConfigure && (
          <ActionIcon
            disabled={!canAct}
            aria-label={t('saved.renameOf', { name: screen.name })}
            onClick={() => setRenaming(true)}
          >
            <IconPencil size={15} />
          </ActionIcon>
        )}
        {mayConfigure && (
          <AskFirst
            question={t('screens.removeQuestion', { name: screen.name })}
            act={t('screens.remove')}
            isDangerous
            isBusy={remove.isPending}
            onAct={() => remove.mutate(screen.id)}
          >
            {(ask) => (
              <ActionIcon {...ask} loading={remove.isPending} aria-label={t('saved.removeOf', { name: screen.name })}>
                <IconTrash size={15} />
              </ActionIcon>
            )}
          </AskFirst>
        )}
      </Group>
    </article>
  );
}

function AddScreenForm() {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const { add } = useChangeScreens();
  const [name, setName] = useState('');
  return (
    <form
      className={classes.add}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') add.mutate(name.trim(), { onSuccess: () => setName('') });
      }}
    >
      <TextInput
        size="xs"
        maxLength={NAME_MAX}
        aria-label={t('screens.name')}
        placeholder={t('screens.name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button
        type="submit"
        size="xs"
        variant="default"
        leftSection={<IconPlus size={14} />}
        disabled={!canAct}
        loading={add.isPending}
      >
        {t('screens.add')}
      </Button>
    </form>
  );
}
