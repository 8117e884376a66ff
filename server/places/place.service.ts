/** Places of the ground: found by words, by what is in view and by where somebody stands. */
import { AppError } from '../../config/contract/errors.ts';
import {
  type FindPlaces,
  type FoundPlaces,
  type Here,
  MOST_FOUND,
  MOST_IN_VIEW,
  type Place,
  PlaceKind,
  type PlaceLayer,
  type PlacesInView,
  type RemovePlaceLayer,
  type SeenPlaces,
  type WhatIsHere,
} from '../../config/contract/ground.ts';
import * as gridStore from '../grids/grid.store.ts';
import * as gridMemberStore from '../grids/grid-member.store.ts';
import type { Actor, Journal } from '../journal/journal.ts';
import type { Db } from '../storage/schema.ts';
import { boundsAround, whatIsHere } from './here.rules.ts';
import * as placeStore from './place.store.ts';
import { PLACE_SCOPE } from './place-scope.ts';

type Needs = { journal: Journal; reader: Db };

/** Within a kilometre of a city there are no more. */
const MOST_AROUND = 20_000;

export class PlaceService {
  readonly #journal: Journal;
  readonly #reader: Db;

  constructor({ journal, reader }: Needs) {
    this.#journal = journal;
    this.#reader = reader;
  }

  layers(): Promise<PlaceLayer[]> {
    return layersOf(this.#reader);
  }

  async search({ q, kinds = PlaceKind.options }: FindPlaces): Promise<FoundPlaces> {
    const words = q.toLowerCase().split(/\s+/);
    const places = await placeStore.search(this.#reader, { words, kinds, most: MOST_FOUND + 1 });
    return { places: places.slice(0, MOST_FOUND), isCut: places.length > MOST_FOUND };
  }

  async inView({ kinds = PlaceKind.options, ...bounds }: PlacesInView): Promise<SeenPlaces> {
    const places = await placeStore.within(this.#reader, bounds, { kinds, most: MOST_IN_VIEW + 1 });
    return { places: places.slice(0, MOST_IN_VIEW), isCut: places.length > MOST_IN_VIEW };
  }

  async here({ withinM, ...position }: WhatIsHere): Promise<Here> {
    const [places, buildings, grids] = await Promise.all([
      placeStore.within(this.#reader, boundsAround(position, withinM), {
        kinds: ['address', 'component', 'organisation'],
        most: MOST_AROUND,
      }),
      placeStore.buildingsAround(this.#reader, [position.longitude, position.latitude]),
      gridStore.all(this.#reader),
    ]);
    const outlines = places.map(({ rings: _rings, ...outline }) => outline);
    const here = whatIsHere({ position, withinM, places: outlines, buildings, grids });
    const members = here.grid ? await gridMemberStore.ofGrid(this.#reader, here.grid.id) : [];
    const active = members.filter(({ isActive }) => isActive).map(({ personId, name }) => ({ personId, name }));
    return { ...here, members: active };
  }

  async find(placeId: string): Promise<Place> {
    const place = await placeStore.find(this.#reader, placeId);
    if (!place) throw new AppError('PLACE_NOT_FOUND', { placeId });
    return place;
  }

  removeLayer(kind: PlaceKind, { reason }: RemovePlaceLayer, by: Actor): Promise<PlaceLayer> {
    return this.#journal.commit(by, async ({ db, nowMs, record }) => {
      const count = await placeStore.countOf(db, kind);
      await placeStore.removeKind(db, kind);
      const last: PlaceLayer['last'] = { did: 'removed', reason, count, atMs: nowMs, byName: by.name };
      await placeStore.saveLast(db, kind, last);
      const layer = { kind, count: 0, last };
      record('placeLayer', kind, PLACE_SCOPE, layer);
      return layer;
    });
  }
}

export async function layersOf(db: Db): Promise<PlaceLayer[]> {
  const layers: PlaceLayer[] = [];
  for (const kind of PlaceKind.options) {
    layers.push({ kind, count: await placeStore.countOf(db, kind), last: await placeStore.lastOf(db, kind) });
  }
  return layers;
}
