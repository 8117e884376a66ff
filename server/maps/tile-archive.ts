/**
 * A PMTiles archive, read a part at a time by the `pmtiles` library.
 *
 * Tiles are handed on as they are packed. Whatever goes wrong while reading (the file is gone,
 * its host is away, it is no archive) is one failure with the archive's name; the log has why, once.
 */
import { gunzipSync } from 'node:zlib';
import { PMTiles, ResolvedValueCache, type Source } from 'pmtiles';
import type { BaseMapSchema } from '../../config/contract/base-map.ts';
import { AppError } from '../../config/contract/errors.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import { type ArchiveFacts, ArchiveMetadata, archiveProblem, contentTypeOf, isGzip } from './tile-archive.rules.ts';

const log = newLogger('base-map');

export type TilePlace = { z: number; x: number; y: number };
export type ArchiveTile = { bytes: Uint8Array; contentType: string; isPacked: boolean };

/** Read well, and yet not to be drawn. */
export class UnfitArchive extends Error {
  override readonly name = 'UnfitArchive';
}

export class TileArchive {
  readonly #name: string;
  readonly #source: Source;
  readonly #schema: BaseMapSchema;
  /** Of headers and directories; it keeps no failure. */
  readonly #cache = new ResolvedValueCache();
  readonly #unpacked: PMTiles;
  readonly #asStored: PMTiles;
  #answers = true;

  constructor(name: string, source: Source, schema: BaseMapSchema) {
    this.#name = name;
    this.#source = source;
    this.#schema = schema;
    this.#unpacked = new PMTiles(source, this.#cache);
    // Directories are unpacked by the cache, whatever is said here.
    this.#asStored = new PMTiles(source, this.#cache, async (bytes) => bytes);
  }

  /** Read anew each time. */
  facts(): Promise<ArchiveFacts> {
    return this.#reading(() => this.readFacts());
  }

  /** Null where the archive has nothing there. */
  tile({ z, x, y }: TilePlace): Promise<ArchiveTile | null> {
    return this.#reading(async () => {
      const found = await this.#asStored.getZxy(z, x, y);
      if (!found || found.data.byteLength === 0) return null;
      const header = await this.#unpacked.getHeader();
      return { bytes: new Uint8Array(found.data), contentType: contentTypeOf(header), isPacked: isGzip(header) };
    });
  }

  /** Throws what is wrong in its own words, for whoever starts the product. */
  async readFacts(): Promise<ArchiveFacts> {
    await this.#cache.invalidate(this.#source);
    const header = await this.#unpacked.getHeader();
    const read: unknown = header.jsonMetadataLength === 0 ? {} : await this.#unpacked.getMetadata();
    const metadata = ArchiveMetadata.parse(read);
    const facts: ArchiveFacts = {
      ...header,
      name: this.#name,
      bounds: [header.minLon, header.minLat, header.maxLon, header.maxLat],
      attribution: metadata.attribution,
      layerNames: metadata.vector_layers.map(({ id }) => id),
    };
    const problem = archiveProblem(facts, this.#schema);
    if (problem !== undefined) throw new UnfitArchive(problem);
    return facts;
  }

  async #reading<T>(read: () => Promise<T>): Promise<T> {
    try {
      const value = await read();
      if (!this.#answers) log.info({ archive: this.#name }, 'base map answers again');
      this.#answers = true;
      return value;
    } catch (thrown) {
      if (this.#answers) log.warn({ err: thrown, archive: this.#name }, 'base map cannot be read');
      this.#answers = false;
      throw new AppError('BASE_MAP_AWAY', { source: this.#name }, thrown);
    }
  }
}

export function unpackedBytes({ bytes, isPacked }: ArchiveTile): Uint8Array {
  return isPacked ? gunzipSync(bytes) : bytes;
}
