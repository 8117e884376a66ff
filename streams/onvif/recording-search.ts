/**
 * What a recorder holds of a camera (ONVIF Profile G): searched for, and where it is played from.
 *
 * A search is asked for its results piece by piece, within a time and a number of them, and is
 * ended whatever came of it: recorders carry few at once.
 */
import { z } from 'zod';
import { AppError } from '../../config/contract/errors.ts';
import type { RecordedSpan } from '../../config/contract/recording.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import { bareTopic } from './event.rules.ts';
import {
  type HeldRecording,
  type HeldSource,
  type HeldSpan,
  heldSpans,
  type RecordingJob,
  reachOf,
  recordingsOf,
  type TrackState,
} from './held-recordings.rules.ts';
import { readAnswer } from './media-elements.ts';
import type { SoapLine } from './soap-line.ts';
import { reachable } from './stream.rules.ts';
import { all, dateTime, element, leaf, maybe, one, text } from './xml.ts';

const log = newLogger('recording-search');

const SEARCH = 'http://www.onvif.org/ver10/search/wsdl';
const REPLAY = 'http://www.onvif.org/ver10/replay/wsdl';
const RECORDING = 'http://www.onvif.org/ver10/recording/wsdl';
const NOTIFICATION = 'http://docs.oasis-open.org/wsn/b-2';
const TOPICS = 'http://www.onvif.org/ver10/topics';
const CONCRETE_SET = 'http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet';
const TRACK_STATE = 'RecordingHistory/Track/State';
const PROFILE = 'http://www.onvif.org/ver10/schema/Profile';

const MOST_RECORDINGS = 512;
const MOST_STATES = 2_000;
const AT_ONCE = 100;
const WAIT_S = 2;
const KEPT_S = 20;
const SEARCH_WITHIN_MS = 8_000;
/** A recorder says its time in whole seconds: nearer than this its clock is ours. */
const SAME_CLOCK_MS = 2_000;

const Token = z.object({ searchToken: one(text) });
const Recording = z
  .object({
    recordingToken: one(text),
    source: maybe(z.object({ sourceId: maybe(text) })),
    track: all(
      z.object({ trackToken: one(text), trackType: one(text), dataFrom: maybe(dateTime), dataTo: maybe(dateTime) }),
    ),
  })
  .transform(
    ({ recordingToken, source, track }): HeldRecording => ({
      token: recordingToken,
      sourceId: source?.sourceId ?? '',
      tracks: track.map(({ trackToken, trackType, dataFrom, dataTo }) => ({
        token: trackToken,
        isVideo: trackType === 'Video',
        fromMs: dataFrom,
        toMs: dataTo,
      })),
    }),
  );
const Recordings = z.object({
  resultList: one(z.object({ searchState: maybe(text), recordingInformation: all(Recording) })),
});
const State = z
  .object({
    recordingToken: one(text),
    trackToken: one(text),
    time: one(dateTime),
    event: one(
      z.object({
        topic: one(text),
        message: one(
          z.object({
            message: one(
              z.object({
                data: one(
                  z.object({
                    simpleItem: all(z.object({ $: z.object({ Name: z.string(), Value: z.string() }) })),
                  }),
                ),
              }),
            ),
          }),
        ),
      }),
    ),
    startStateEvent: maybe(text),
  })
  .transform((result): TrackState | null => {
    const { topic, message } = result.event;
    const item = message.message.data.simpleItem.find(({ $ }) => $.Name === 'IsDataPresent');
    if (bareTopic(topic) !== TRACK_STATE || !item) return null;
    return {
      recordingToken: result.recordingToken,
      trackToken: result.trackToken,
      atMs: result.time,
      hasData: isTrue(item.$.Value),
      isStart: isTrue(result.startStateEvent ?? ''),
    };
  });
const States = z.object({ resultList: one(z.object({ searchState: maybe(text), result: all(State) })) });
const Jobs = z.object({
  jobItem: all(
    z.object({
      jobConfiguration: one(
        z.object({
          recordingToken: one(text),
          source: all(
            z.object({
              sourceToken: one(z.object({ $: z.record(z.string(), z.string()).default({}), token: one(text) })),
            }),
          ),
        }),
      ),
    }),
  ),
});
const ReplayUri = z.object({ uri: one(text) });

type Paths = { search: string; replay: string; recording: string | null };
type Needs = { line: SoapLine; clock: Clock; onvifUrl: string; paths: Paths };

export class RecordingSearch {
  readonly #needs: Needs;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /**
   * In our time, although the recorder's clock may be another.
   * Errors: `RECORDER_CHANNEL_UNKNOWN` when it does not say which recordings are of this source, those of `SoapLine.ask`.
   */
  async spans(source: HeldSource, { fromMs, toMs }: RecordedSpan): Promise<HeldSpan[]> {
    const aheadMs = await this.aheadMs();
    const own = await this.#recordingsOf(source);
    if (own.length === 0) return [];
    const theirs = { fromMs: fromMs + aheadMs, toMs: toMs + aheadMs };
    const states = await this.#states(own, theirs).catch(noneIfPassable);
    const nowMs = this.#needs.clock() + aheadMs;
    return heldSpans(own, states, { ...theirs, nowMs }).map((span) => ({
      ...span,
      fromMs: span.fromMs - aheadMs,
      toMs: span.toMs - aheadMs,
    }));
  }

  /** From when to when, without asking what is missing in between: one question, however long that is. Errors: as of `spans`. */
  async reach(source: HeldSource): Promise<RecordedSpan | null> {
    const aheadMs = await this.aheadMs();
    const reach = reachOf(await this.#recordingsOf(source), this.#needs.clock() + aheadMs);
    return reach && { fromMs: reach.fromMs - aheadMs, toMs: reach.toMs - aheadMs };
  }

  /** Where it is played from; with the host the recorder was reached by. */
  async replayUri(recordingToken: string): Promise<string> {
    const setup = leaf('tt:Stream', 'RTP-Unicast') + element('tt:Transport', leaf('tt:Protocol', 'RTSP'));
    const content = element('m:StreamSetup', setup) + leaf('m:RecordingToken', recordingToken);
    const { line, paths, onvifUrl } = this.#needs;
    const asked = { path: paths.replay, namespace: REPLAY, action: 'GetReplayUri', content };
    return reachable(readAnswer(ReplayUri, await line.ask(asked), 'GetReplayUri').uri, onvifUrl);
  }

  /** How far its clock is ahead of ours. */
  async aheadMs(): Promise<number> {
    const offsetMs = await this.#needs.line.clockOffsetMs();
    return Math.abs(offsetMs) < SAME_CLOCK_MS ? 0 : offsetMs;
  }

  async #recordingsOf(source: HeldSource): Promise<HeldRecording[]> {
    const all = await this.#recordings();
    const own = recordingsOf(all, await this.#jobs(), source);
    if (own.length === 0 && all.length > 0) {
      throw new AppError('RECORDER_CHANNEL_UNKNOWN', { source: source.sourceToken });
    }
    return own;
  }

  async #recordings(): Promise<HeldRecording[]> {
    const content = element('m:Scope', '') + leaf('m:MaxMatches', MOST_RECORDINGS) + KEEP_ALIVE;
    return this.#search('FindRecordings', content, MOST_RECORDINGS, async (token) => {
      const { resultList } = readAnswer(
        Recordings,
        await this.#ask('GetRecordingSearchResults', resultsFor(token)),
        'GetRecordingSearchResults',
      );
      return { found: resultList.recordingInformation, state: resultList.searchState };
    });
  }

  async #states(recordings: readonly HeldRecording[], { fromMs, toMs }: RecordedSpan): Promise<TrackState[]> {
    const scope = recordings.map(({ token }) => leaf('tt:IncludedRecordings', token)).join('');
    const topic = element('wsnt:TopicExpression', `tns1:${TRACK_STATE}`, {
      Dialect: CONCRETE_SET,
      'xmlns:wsnt': NOTIFICATION,
      'xmlns:tns1': TOPICS,
    });
    const content =
      leaf('m:StartPoint', wholeSeconds(Math.floor(fromMs / 1_000))) +
      leaf('m:EndPoint', wholeSeconds(Math.ceil(toMs / 1_000))) +
      element('m:Scope', scope) +
      element('m:SearchFilter', topic) +
      leaf('m:IncludeStartState', 'true') +
      leaf('m:MaxMatches', MOST_STATES) +
      KEEP_ALIVE;
    const states = await this.#search('FindEvents', content, MOST_STATES, async (token) => {
      const { resultList } = readAnswer(
        States,
        await this.#ask('GetEventSearchResults', resultsFor(token)),
        'GetEventSearchResults',
      );
      return { found: resultList.result, state: resultList.searchState };
    });
    return states.filter((state) => state !== null);
  }

  /** What records what; a recorder that does not tell is asked no further. */
  async #jobs(): Promise<RecordingJob[]> {
    const { line, paths } = this.#needs;
    if (paths.recording === null) return [];
    const asked = { path: paths.recording, namespace: RECORDING, action: 'GetRecordingJobs', content: '' };
    const answer = await line.ask(asked).catch(noneIfPassable);
    return readAnswer(Jobs, Array.isArray(answer) ? {} : answer, 'GetRecordingJobs').jobItem.map(
      ({ jobConfiguration: { recordingToken, source } }) => ({
        recordingToken,
        profileTokens: source.flatMap(({ sourceToken }) =>
          (sourceToken.$.Type ?? PROFILE) === PROFILE ? [sourceToken.token] : [],
        ),
      }),
    );
  }

  async #search<Found>(
    action: string,
    content: string,
    most: number,
    next: (token: string) => Promise<{ found: Found[]; state: string | null }>,
  ): Promise<Found[]> {
    const { clock } = this.#needs;
    const untilMs = clock() + SEARCH_WITHIN_MS;
    const { searchToken } = readAnswer(Token, await this.#ask(action, content), action);
    const all: Found[] = [];
    try {
      for (;;) {
        const { found, state } = await next(searchToken);
        all.push(...found);
        if (state === 'Completed' || all.length >= most) return all.slice(0, most);
        if (clock() >= untilMs) throw new AppError('CAMERA_TIMEOUT', { method: action });
      }
    } finally {
      await this.#ask('EndSearch', leaf('m:SearchToken', searchToken)).catch((thrown: unknown) => {
        // One that is through has ended itself with some recorders.
        log.debug({ err: thrown }, 'search not ended');
      });
    }
  }

  #ask(action: string, content: string): Promise<unknown> {
    const { line, paths } = this.#needs;
    return line.ask({ path: paths.search, namespace: SEARCH, action, content });
  }
}

const KEEP_ALIVE = leaf('m:KeepAliveTime', `PT${KEPT_S}S`);

function resultsFor(token: string): string {
  return (
    leaf('m:SearchToken', token) +
    leaf('m:MinResults', 1) +
    leaf('m:MaxResults', AT_ONCE) +
    leaf('m:WaitTime', `PT${WAIT_S}S`)
  );
}

/** Some recorders read no fractions. */
function wholeSeconds(seconds: number): string {
  return new Date(seconds * 1_000).toISOString().replace('.000Z', 'Z');
}

function isTrue(value: string): boolean {
  return value.trim().toLowerCase() === 'true' || value.trim() === '1';
}

function noneIfPassable(thrown: unknown): never[] {
  const isPassable =
    thrown instanceof AppError && (thrown.code === 'CAMERA_REFUSED' || thrown.code === 'ONVIF_NOT_OFFERED');
  if (!isPassable) throw thrown;
  return [];
}
