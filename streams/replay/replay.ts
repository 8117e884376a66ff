/**
 * A range of what a recorder holds, for one viewer: each piece is fetched when it is asked for,
 * and nothing is kept of it but the newest, for as long as it takes to be asked for whole.
 */
import { AppError } from '../../config/contract/errors.ts';
import { factsOf } from '../hub/video-facts.ts';
import { fragment, initSegment } from '../mp4/fragmented-mp4.ts';
import type { RtspTarget } from '../rtsp/rtsp-client.ts';
import { pieceOf } from './replay-piece.rules.ts';
import { type ReplayEntry, replayPlaylist } from './replay-playlist.ts';
import { readReplay } from './replay-reader.ts';

/** A player asks for the beginning of a piece and, right after, for the piece. */
const KEPT_MS = 15_000;
/** Pictures before the beginning need a time too. */
const LEAD_MS = 60_000;

export type Piece = { init: Buffer; media: Buffer };
export type ReplayNeeds = {
  entries: readonly ReplayEntry[];
  /** How far the recorder's clock is ahead of ours. */
  aheadMs: number;
  /** From where a recording is played. */
  targetOf: (recordingToken: string) => Promise<Omit<RtspTarget, 'replayFromMs' | 'transport'>>;
  /** Answers the way to say that it is done. Errors: RECORDER_BUSY. */
  enter: () => () => void;
};
type Fetching = { index: number; piece: Promise<Piece>; stop: AbortController; isDone: boolean };

export class Replay {
  readonly #needs: ReplayNeeds;
  /** Key frames that pieces begin with, where the piece before was read up to them. */
  readonly #cuts = new Map<number, number>();
  readonly #targets = new Map<string, ReturnType<ReplayNeeds['targetOf']>>();
  #newest: Fetching | undefined;
  #forgetting: NodeJS.Timeout | undefined;

  constructor(needs: ReplayNeeds) {
    this.#needs = needs;
  }

  playlist(base: string): string {
    return replayPlaylist(this.#needs.entries, base);
  }

  /** Errors: NOT_FOUND, RECORDER_BUSY, RECORDING_NOT_FOUND, and those of the recorder. */
  async piece(index: number): Promise<Piece> {
    const known = this.#newest;
    if (known?.index === index) return known.piece;
    const entry = this.#needs.entries[index];
    if (!entry) throw new AppError('NOT_FOUND');
    known?.stop.abort();
    const leave = this.#needs.enter();
    const stop = new AbortController();
    const piece = this.#fetch(index, entry, stop.signal);
    const fetching: Fetching = { index, piece, stop, isDone: false };
    this.#newest = fetching;
    piece
      .catch(() => this.#forget(fetching))
      .finally(() => {
        leave();
        fetching.isDone = true;
      });
    clearTimeout(this.#forgetting);
    this.#forgetting = setTimeout(() => this.#forget(fetching), 2 * KEPT_MS);
    return piece;
  }

  /** Nobody waits for it any more. */
  leave(index: number): void {
    const newest = this.#newest;
    if (newest?.index !== index || newest.isDone) return;
    newest.stop.abort();
    this.#forget(newest);
  }

  close(): void {
    clearTimeout(this.#forgetting);
    this.#newest?.stop.abort();
    this.#newest = undefined;
  }

  #forget(fetching: Fetching): void {
    if (this.#newest === fetching) this.#newest = undefined;
  }

  async #fetch(index: number, entry: ReplayEntry, signal: AbortSignal): Promise<Piece> {
    const { entries, aheadMs } = this.#needs;
    const cutMs = this.#cuts.get(index);
    const fromMs = cutMs ?? entry.fromMs + aheadMs;
    const toMs = entry.toMs + aheadMs;
    const target = await this.#targetOf(entry.recordingToken);
    const { units, nextKeyMs } = await readReplay(target, { fromMs, toMs }, signal).catch((thrown: unknown) => {
      if (signal.aborted) throw new AppError('MEDIA_SESSION_NOT_FOUND', {}, thrown);
      throw thrown;
    });
    const isNextHere = nextKeyMs !== null && entries[index + 1]?.isContinuation === true;
    if (isNextHere) this.#cuts.set(index + 1, nextKeyMs);
    const originMs = (entries[0]?.fromMs ?? 0) + aheadMs - LEAD_MS;
    const bounds = { originMs, fromMs, isCut: cutMs !== undefined, toMs, nextKeyMs: isNextHere ? nextKeyMs : null };
    const samples = pieceOf(units, bounds);
    const sets = samples[0]?.unit.parameterSets;
    if (!sets) throw new AppError('RECORDING_NOT_FOUND');
    const facts = factsOf(sets);
    if (!facts) throw new AppError('CAMERA_CODEC_NOT_SUPPORTED', { codec: sets.codec });
    return { init: initSegment(sets, facts), media: fragment(samples, index + 1) };
  }

  #targetOf(recordingToken: string): ReturnType<ReplayNeeds['targetOf']> {
    const known = this.#targets.get(recordingToken);
    if (known) return known;
    const target = this.#needs.targetOf(recordingToken);
    this.#targets.set(recordingToken, target);
    target.catch(() => this.#targets.delete(recordingToken));
    return target;
  }
}
