/**
 * The HTTP API, typed by the contract's table of routes.
 *
 * `await api('POST /api/incidents/:incidentId/acts', { params: { incidentId }, body: { act: 'close', note } })`.
 * Whatever goes wrong is thrown as an AppError with the server's code, or as a
 * ClientError when no server of ours answered.
 */
import { z } from 'zod';
import { AppError, ERROR_STATUS, type ErrorCode } from '../../../config/contract/errors.ts';
import { ROUTES, type RouteAnswer, type RouteInput, type RouteName } from '../../../config/contract/routes.ts';
import { takeEarly } from './early.ts';
import { ClientError } from './failure.ts';

type ParamNames<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamNames<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;
type ParamsPart<Name extends string> = [ParamNames<Name>] extends [never]
  ? { params?: never }
  : { params: Record<ParamNames<Name>, string> };
type BodyPart<Name extends RouteName> = [RouteInput<Name>] extends [never]
  ? { body?: never }
  : { body: RouteInput<Name> };
type QueryPart<Name extends RouteName> = (typeof ROUTES)[Name] extends { query: z.ZodType }
  ? { query?: Record<string, string | number | undefined> }
  : { query?: never };
type Asked<Name extends RouteName> = ParamsPart<Name> & BodyPart<Name> & QueryPart<Name> & { signal?: AbortSignal };
type AskedArguments<Name extends RouteName> =
  Record<never, never> extends Asked<Name> ? [asked?: Asked<Name>] : [asked: Asked<Name>];

type LooseAsked = {
  params?: Record<string, string>;
  body?: unknown;
  query?: Record<string, string | number | undefined>;
  signal?: AbortSignal;
};

const FailureBody = z.object({
  code: z.enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]),
  detail: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
});

export async function api<Name extends RouteName>(
  name: Name,
  ...[asked]: AskedArguments<Name>
): Promise<RouteAnswer<Name>> {
  const { params = {}, body, query = {}, signal } = (asked ?? {}) as LooseAsked;
  const [method = 'GET', path = '/'] = name.split(' ');
  const answer = await askJson(addressOf(path, params, query), {
    method,
    ...(signal && { signal }),
    ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  return ROUTES[name].answer.parse(answer) as RouteAnswer<Name>;
}

export type TimedPicture = { jpeg: Blob; atMs: number };

/** The newest key frame the media node has of a camera, and when it came. Undefined when there is none to be had. */
export async function lastPictureOf(cameraId: string, signal: AbortSignal): Promise<TimedPicture | undefined> {
  const answer = await fetch(`/api/cameras/${encodeURIComponent(cameraId)}/picture`, { signal });
  return answer.ok ? timedPicture(answer) : undefined;
}

/** The same, to be kept: the server writes down that somebody did. */
export async function snapshotOf(cameraId: string): Promise<TimedPicture> {
  const answer = await ask(`/api/cameras/${encodeURIComponent(cameraId)}/snapshot`, {});
  if (!answer.ok) throw failureFrom(await answer.json().catch(() => undefined), answer.status);
  const picture = await timedPicture(answer);
  if (!picture) throw new AppError('INTERNAL');
  return picture;
}

async function timedPicture(answer: Response): Promise<TimedPicture | undefined> {
  const atMs = Date.parse(answer.headers.get('Last-Modified') ?? '');
  return Number.isNaN(atMs) ? undefined : { jpeg: await answer.blob(), atMs };
}

export function alertPictureUrl(alertId: string): string {
  return `/api/alerts/${encodeURIComponent(alertId)}/picture`;
}

function addressOf(
  path: string,
  params: Record<string, string>,
  query: Record<string, string | number | undefined>,
): string {
  const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const given = Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]]));
  return given.length === 0 ? filled : `${filled}?${new URLSearchParams(given)}`;
}

/** What is in the answer; undefined where there is nothing. A refusal is thrown. */
export async function askJson(address: string, init: RequestInit): Promise<unknown> {
  const isReading = (init.method ?? 'GET') === 'GET';
  const early = isReading ? await reached(takeEarly(address, init.signal ?? null)) : undefined;
  if (early) return early.body;
  const response = await ask(address, init);
  const answer = await jsonOf(response).catch(() => undefined);
  if (!response.ok) throw failureFrom(answer, response.status);
  return answer;
}

/** Chromium's own `json()` takes three times as long for a large snapshot, and the page can do nothing else meanwhile. */
async function jsonOf(response: Response): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await response.arrayBuffer()));
}

/** Any answer at all, or SERVER_AWAY. */
export function ask(address: string, init: RequestInit): Promise<Response> {
  return reached(fetch(address, init));
}

async function reached<Answer>(asking: Promise<Answer>): Promise<Answer> {
  try {
    return await asking;
  } catch (thrown) {
    throw new ClientError('SERVER_AWAY', {}, thrown);
  }
}

export function failureFrom(answer: unknown, status: number): Error {
  const failure = FailureBody.safeParse(answer);
  if (failure.success) return new AppError(failure.data.code, failure.data.detail);
  return status >= 502 && status <= 504
    ? new ClientError('SERVER_AWAY', { status })
    : new AppError('INTERNAL', { status });
}
