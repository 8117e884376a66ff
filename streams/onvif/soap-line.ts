/**
 * Sends signed SOAP to one camera. The only file that imports the `onvif` package.
 *
 * The package carries each message (HTTP, HTTP Digest where the camera asks for it) and reads
 * the XML of the answer. It gets a client and an agent of its own for every message, because it
 * has no deadline for a whole answer and leaves sockets open: here both end in time.
 */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { Cam } from 'onvif';
import { z } from 'zod';
import { CLOCK_OFF_MS } from '../../config/contract/camera.ts';
import { AppError } from '../../config/contract/errors.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { type Credentials, securityHeader } from './security-header.ts';
import { element, leaf, textsIn } from './xml.ts';

declare module 'onvif' {
  interface Cam {
    /** Private to the package, and relied on here because its version is fixed. */
    _request(message: { action: string; body: string }, done: Done): void;
  }
}

type Done = (error: Error | null, body?: unknown, xml?: string, status?: number) => void;
type Outcome = { error: Error | null; body: unknown; status: number };

export type OnvifTarget = Credentials & { onvifUrl: string };
export type Question = {
  path: string;
  namespace: string;
  action: string;
  /** Elements of the service have the prefix `m`, those of the common schema `tt`. */
  content: string;
  /** For messages that must say by WS-Addressing what they are and whom they are for. */
  addressing?: { action: string; to: string };
};

const DEVICE_PATH = '/onvif/device_service';
const SCHEMA = 'http://www.onvif.org/ver10/schema';
const ENVELOPE = 'http://www.w3.org/2003/05/soap-envelope';
const ADDRESSING = 'http://www.w3.org/2005/08/addressing';
/** A camera says the time in whole seconds; a larger change means its clock was set. */
const CLOCK_STEP_MS = 2_000;
const MAX_REASON_LENGTH = 160;
const UNAUTHORISED = /NotAuthorized|FailedAuthentication|not authori[sz]ed/i;
const NOT_OFFERED = /ActionNotSupported|not implemented|not recognized/i;
const NOT_OFFERED_STATUS: ReadonlySet<number> = new Set([404, 405, 501]);
/** The package's own words; it has no codes. */
const NETWORK_TIMEOUT = 'Network timeout';
const NOT_SOAP = 'Wrong ONVIF SOAP response';
const DIGEST_REFUSED = 'Digest authentication failed';
const DIGEST_NOT_ASKED = 'Digest authentication headers not found';

export class SoapLine {
  readonly #credentials: Credentials;
  readonly #url: URL;
  readonly #clock: Clock;
  readonly #timeoutMs: number;
  /** How far the camera's clock is ahead of ours. */
  #aheadMs: Promise<number> | undefined;

  constructor({ onvifUrl, ...credentials }: OnvifTarget, clock: Clock, timeoutMs: number) {
    this.#credentials = credentials;
    this.#url = new URL(onvifUrl);
    this.#clock = clock;
    this.#timeoutMs = timeoutMs;
  }

  /** With the host and port it is reached by. */
  addressOf(path: string): string {
    return new URL(path, this.#url).href;
  }

  get devicePath(): string {
    return this.#url.pathname === '/' ? DEVICE_PATH : this.#pathOf(this.#url);
  }

  /**
   * Where a service is. Only the path of what the camera says counts: behind NAT it knows
   * no more than its own name for itself.
   */
  pathOfService(address: string): string | null {
    return URL.canParse(address, this.#url.href) ? this.#pathOf(new URL(address, this.#url)) : null;
  }

  /**
   * The element that answers, as the package reads it; undefined when there is none.
   * Errors: `CAMERA_UNREACHABLE`, `CAMERA_TIMEOUT`, `CAMERA_WRONG_PASSWORD`, `ONVIF_CLOCK_WRONG`, `CAMERA_REFUSED`,
   * `ONVIF_NOT_OFFERED`.
   */
  async ask(question: Question, timeoutMs = this.#timeoutMs): Promise<unknown> {
    const aheadMs = await this.#cameraAheadMs(timeoutMs);
    const first = await this.#askAt(aheadMs, question, timeoutMs);
    if (!isUnauthorised(first)) return read(first, question.action);
    // Asked twice only if the clock was set in between: cameras lock out whoever tries a wrong password too often.
    this.#aheadMs = undefined;
    const aheadNowMs = await this.#cameraAheadMs(timeoutMs);
    const isStep = Math.abs(aheadNowMs - aheadMs) > CLOCK_STEP_MS;
    const outcome = isStep ? await this.#askAt(aheadNowMs, question, timeoutMs) : first;
    // It was signed by the camera's own time; still, a clock that is off is the likelier cause, and must be mended first.
    if (isUnauthorised(outcome) && Math.abs(aheadNowMs) > CLOCK_OFF_MS) {
      throw new AppError('ONVIF_CLOCK_WRONG', { seconds: Math.round(aheadNowMs / 1_000) }, outcome.error);
    }
    return read(outcome, question.action);
  }

  /** The camera's clock minus ours; 0 when it will not say. Asked without signing. */
  clockOffsetMs(): Promise<number> {
    return this.#cameraAheadMs(this.#timeoutMs);
  }

  /** Whether ONVIF answers there at all. Asked without signing. */
  async tellsTime(): Promise<boolean> {
    const { error, body } = await this.#askTime(this.#timeoutMs);
    return error === null && z.date().safeParse(body).success;
  }

  #askAt(aheadMs: number, question: Question, timeoutMs: number): Promise<Outcome> {
    const { path, namespace, action, content, addressing } = question;
    const { username } = this.#credentials;
    const signature = username === '' ? '' : securityHeader(this.#credentials, this.#clock() + aheadMs);
    const message = element(`m:${action}`, content, { 'xmlns:m': namespace, 'xmlns:tt': SCHEMA });
    const address = addressing ? leaf('wsa:Action', addressing.action) + leaf('wsa:To', addressing.to) : '';
    const body = element('s:Envelope', element('s:Header', signature + address) + element('s:Body', message), {
      'xmlns:s': ENVELOPE,
      'xmlns:wsa': addressing ? ADDRESSING : null,
    });
    return this.#send(path, action, timeoutMs, (cam, done) =>
      cam._request({ action: addressing?.action ?? `${namespace}/${action}`, body }, done),
    );
  }

  #cameraAheadMs(timeoutMs: number): Promise<number> {
    if (this.#aheadMs) return this.#aheadMs;
    const reading = this.#readClock(timeoutMs);
    this.#aheadMs = reading;
    reading.catch(() => {
      if (this.#aheadMs === reading) this.#aheadMs = undefined;
    });
    return reading;
  }

  /** The package asks without signing first; a camera that will not say its time is taken to have ours. */
  async #readClock(timeoutMs: number): Promise<number> {
    const { error, body } = await this.#askTime(timeoutMs);
    if (error?.message === NOT_SOAP) throw new AppError('ONVIF_NOT_OFFERED', { what: 'ONVIF' }, error);
    const date = z.date().safeParse(body);
    return date.success ? date.data.getTime() - this.#clock() : 0;
  }

  #askTime(timeoutMs: number): Promise<Outcome> {
    return this.#send(this.devicePath, 'GetSystemDateAndTime', timeoutMs, (cam, done) =>
      cam.getSystemDateAndTime((failed, date, xml) => done(failed, date, xml)),
    );
  }

  async #send(path: string, action: string, timeoutMs: number, post: (cam: Cam, done: Done) => void): Promise<Outcome> {
    const { hostname, port, protocol } = this.#url;
    const useSecure = protocol === 'https:';
    const agent = useSecure ? new HttpsAgent() : new HttpAgent();
    const cam = new Cam({
      ...this.#credentials,
      hostname: hostname.replace(/^\[|\]$/g, ''),
      ...(port !== '' && { port: Number(port) }),
      path,
      useSecure,
      agent,
      timeout: timeoutMs,
      autoconnect: false,
    });
    const answered = Promise.withResolvers<Outcome>();
    const timer = setTimeout(() => answered.reject(new AppError('CAMERA_TIMEOUT', { method: action })), timeoutMs);
    try {
      post(cam, (error, body, xml, status = 0) => {
        if (error && xml === undefined) answered.reject(this.#unanswered(error, action));
        else answered.resolve({ error, body, status });
      });
      return await answered.promise;
    } finally {
      clearTimeout(timer);
      agent.destroy();
    }
  }

  /** Why no SOAP came back at all. */
  #unanswered(error: Error & { code?: string }, action: string): AppError {
    if (error.message === NETWORK_TIMEOUT) return new AppError('CAMERA_TIMEOUT', { method: action }, error);
    if (error.message.startsWith(DIGEST_REFUSED)) return new AppError('CAMERA_WRONG_PASSWORD', {}, error);
    if (error.message.startsWith(DIGEST_NOT_ASKED)) {
      return new AppError('CAMERA_REFUSED', { status: 401, reason: 'no HTTP Digest' }, error);
    }
    if (error.code?.startsWith('HPE_')) return new AppError('ONVIF_NOT_OFFERED', { what: 'HTTP' }, error);
    const { hostname, port, protocol } = this.#url;
    const defaultPort = protocol === 'https:' ? 443 : 80;
    return new AppError(
      'CAMERA_UNREACHABLE',
      { host: hostname, port: Number(port) || defaultPort, reason: error.code ?? error.message },
      error,
    );
  }

  #pathOf(url: URL): string {
    return `${url.pathname}${url.search}`;
  }
}

function isUnauthorised({ error, body, status }: Outcome): boolean {
  return error !== null && (status === 401 || UNAUTHORISED.test(textsIn(body).join(' ')));
}

function read(outcome: Outcome, action: string): unknown {
  const { error, body, status } = outcome;
  if (!error) return answerIn(body, action);
  const reason = textsIn(body).join(' ').slice(0, MAX_REASON_LENGTH);
  if (isUnauthorised(outcome)) throw new AppError('CAMERA_WRONG_PASSWORD', {}, error);
  if (NOT_OFFERED.test(reason) || (reason === '' && NOT_OFFERED_STATUS.has(status))) {
    throw new AppError('ONVIF_NOT_OFFERED', { what: action }, error);
  }
  throw new AppError('CAMERA_REFUSED', { status, reason: reason || error.message }, error);
}

function answerIn(body: unknown, action: string): unknown {
  const name = `${action.charAt(0).toLowerCase()}${action.slice(1)}Response`;
  const Body = z.array(z.object({ [name]: z.array(z.unknown()) }));
  const answer = Body.safeParse(body);
  return answer.success ? answer.data[0]?.[name]?.[0] : undefined;
}
