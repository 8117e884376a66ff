/** The site's base map: told to the console, and, where it is an archive, given out tile by tile. */
import { basename } from 'node:path';
import type { BaseMap } from '../../config/contract/base-map.ts';
import type { Settings } from '../../config/settings/settings.ts';
import { StartError } from '../start-error.ts';
import { fileSource, remoteSource } from './archive-source.ts';
import { baseMapOf, originsOf } from './base-map.rules.ts';
import { TileArchive, UnfitArchive } from './tile-archive.ts';

export type SiteBaseMap = {
  /** Throws where its archive cannot be read now. */
  told(): Promise<BaseMap | null>;
  /** Null where its tiles are not this server's. */
  archive: TileArchive | null;
  /** What a page may ask for tiles, besides this server. */
  origins: string[];
};

/** A file that is no archive ends the start; a host may be away for a while. */
export async function openBaseMap(settings: Settings['baseMap']): Promise<SiteBaseMap> {
  const archive = archiveOf(settings);
  if (archive && settings.path !== '') await requireReadable(archive, settings.path);
  return {
    told: async () => baseMapOf(settings, archive && (await archive.facts())),
    archive,
    origins: originsOf(baseMapOf(settings, null)),
  };
}

function archiveOf({ kind, path, url, schema }: Settings['baseMap']): TileArchive | null {
  if (kind !== 'pmtiles') return null;
  if (path !== '') return new TileArchive(basename(path), fileSource(path), schema);
  return new TileArchive(new URL(url).host, remoteSource(url), schema);
}

async function requireReadable(archive: TileArchive, path: string): Promise<void> {
  try {
    await archive.readFacts();
  } catch (thrown) {
    throw new StartError(`baseMap.path: ${path} ${whyNot(thrown)}.`, { cause: thrown });
  }
}

function whyNot(thrown: unknown): string {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  if (code === 'ENOENT') return 'is not there; name a PMTiles archive, or set baseMap.kind to none';
  if (code === 'EACCES') return 'may not be read by the product; give its user leave to';
  if (code === 'EISDIR') return 'is a folder; name the PMTiles archive in it';
  if (thrown instanceof UnfitArchive) return thrown.message;
  return `is no PMTiles archive that can be read (${thrown instanceof Error ? thrown.message : String(thrown)})`;
}
