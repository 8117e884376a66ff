/** Big screens: which there are, and what each is told to show. Who sent what where is on record. */
import { AppError } from '../../config/contract/errors.ts';
import type { Person, RightsHolder } from '../../config/contract/person.ts';
import type { Scope } from '../../config/contract/rights.ts';
import type { SavedItem } from '../../config/contract/saved.ts';
import type { AddScreen, Screen, ShowOnScreen } from '../../config/contract/screen.ts';
import { TOUR_SLOT } from '../../config/contract/wall.ts';
import type { NewId } from '../../config/kernel/new-id.ts';
import { actorOf, type Change, type Journal } from '../journal/journal.ts';
import type { HolderOf } from '../rights/rights-watch.ts';
import type { SavedService } from '../saved/saved.service.ts';
import type { Db } from '../storage/schema.ts';
import * as screenStore from './screen.store.ts';

const SCREEN_SCOPE: Scope = { action: 'screen.view', cameraGroupId: null };

type Needs = { journal: Journal; reader: Db; newId: NewId; holderOf: HolderOf; saved: SavedService };

export class ScreenService {
  readonly #journal: Journal;
  readonly #reader: Db;
  readonly #newId: NewId;
  readonly #holderOf: HolderOf;
  readonly #saved: SavedService;

  constructor({ journal, reader, newId, holderOf, saved }: Needs) {
    this.#journal = journal;
    this.#reader = reader;
    this.#newId = newId;
    this.#holderOf = holderOf;
    this.#saved = saved;
  }

  list(): Promise<Screen[]> {
    return screenStore.all(this.#reader);
  }

  add({ name }: AddScreen, by: Person): Promise<Screen> {
    return this.#journal.commit(actorOf(by), (change) =>
      keep(change, { id: this.#newId(), name, content: { kind: 'nothing' }, ...sentBy(by, change) }),
    );
  }

  rename(screenId: string, { name }: AddScreen, by: Person): Promise<Screen> {
    return this.#journal.commit(actorOf(by), async (change) =>
      keep(change, { ...(await required(change.db, screenId)), name }),
    );
  }

  /** Errors: SCREEN_NOT_FOUND. */
  show(screenId: string, { content }: ShowOnScreen, by: Person): Promise<Screen> {
    return this.#journal.commit(actorOf(by), async (change) =>
      keep(change, { ...(await required(change.db, screenId)), content, ...sentBy(by, change) }),
    );
  }

  /** Those it shows that its sender may show: shared ones, and their own. Errors: SCREEN_NOT_FOUND. */
  async tours(screenId: string): Promise<SavedItem[]> {
    const screen = await required(this.#reader, screenId);
    const seen = await this.#saved.seenBy(screen.by.personId);
    return seen.filter(({ id }) => showsTour(screen, id));
  }

  /** Whoever sent the tour the screen shows, with what they may do now. Errors: SCREEN_NOT_FOUND, NOT_ALLOWED where it shows no such tour or they are gone. */
  async senderOfTour(screenId: string, tourId: string): Promise<RightsHolder> {
    const screen = await required(this.#reader, screenId);
    const sender = showsTour(screen, tourId) ? await this.#holderOf(screen.by.personId) : undefined;
    if (!sender) throw new AppError('NOT_ALLOWED', { action: 'camera.ptz' });
    return sender;
  }

  remove(screenId: string, by: Person): Promise<void> {
    return this.#journal.commit(actorOf(by), async (change) => {
      await required(change.db, screenId);
      await screenStore.remove(change.db, screenId);
      change.record('screen', screenId, SCREEN_SCOPE, null);
    });
  }
}

function showsTour({ content }: Screen, tourId: string): boolean {
  return content.kind === 'wall' && content.slots.includes(`${TOUR_SLOT}${tourId}`);
}

function sentBy({ id, name }: Person, { nowMs }: Change): Pick<Screen, 'by' | 'atMs'> {
  return { by: { personId: id, name }, atMs: nowMs };
}

async function required(db: Db, screenId: string): Promise<Screen> {
  const screen = await screenStore.find(db, screenId);
  if (!screen) throw new AppError('SCREEN_NOT_FOUND', { screenId });
  return screen;
}

async function keep(change: Change, screen: Screen): Promise<Screen> {
  await screenStore.save(change.db, screen);
  change.record('screen', screen.id, SCREEN_SCOPE, screen);
  return screen;
}
