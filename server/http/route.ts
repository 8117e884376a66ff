/**
 * The one place where a route is mounted: by its name in the contract, which also
 * says what right it needs and what its body and query must look like.
 *
 * The right is checked before the body is read.
 */
import type { Express, Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import type { Action } from '../../config/contract/rights.ts';
import {
  RAW_ROUTES,
  type RawRouteName,
  ROUTES,
  type RouteAnswer,
  type RouteBody,
  type RouteName,
} from '../../config/contract/routes.ts';
import type { Asker, SessionService } from '../accounts/session.service.ts';
import { requireRightTo } from '../rights/refusal.ts';
import { addressOf } from './address.ts';
import { check } from './check.ts';
import { readSessionCookie } from './cookie.ts';
import { readJson } from './read-body.ts';

type RouteQuery<Name extends RouteName> = (typeof ROUTES)[Name] extends { query: infer Query extends z.ZodType }
  ? z.output<Query>
  : undefined;
type Public<Name extends RouteName> = (typeof ROUTES)[Name]['right'] extends 'public' ? true : false;

type Asked<Name extends RouteName> = {
  body: RouteBody<Name>;
  query: RouteQuery<Name>;
  /** Value of a `:name` in the path. */
  param(name: string): string;
  asker: Public<Name> extends true ? undefined : Asker;
  address: string;
  request: Request;
  response: Response;
};
type Work<Name extends RouteName> = (asked: Asked<Name>) => Promise<RouteAnswer<Name>> | RouteAnswer<Name>;

export type Mount = {
  route<Name extends RouteName>(name: Name, work: Work<Name>): void;
  /** Answers that are not JSON see to their right themselves; they are here to be counted. */
  raw(name: RawRouteName, ...handlers: RequestHandler[]): void;
  readonly mounted: ReadonlySet<string>;
};

type Definition = { right: Action | 'public' | 'signedIn'; body?: z.ZodType; query?: z.ZodType };

/** Opening a stream again is something a player does by itself; it is no sign of a person. */
const NOT_A_TOUCH: readonly string[] = ['POST /api/media-tokens', 'POST /api/session'];

export function newMount(app: Express, sessions: SessionService): Mount {
  const mounted = new Set<string>();

  const add = (name: string, handlers: RequestHandler[]) => {
    if (mounted.has(name)) throw new Error(`${name} is mounted twice`);
    mounted.add(name);
    const [method = '', path = ''] = name.split(' ');
    if (method === 'GET') app.get(path, ...handlers);
    else if (method === 'POST') app.post(path, ...handlers);
    else if (method === 'PATCH') app.patch(path, ...handlers);
    else if (method === 'DELETE') app.delete(path, ...handlers);
    else throw new Error(`${name} has no method`);
  };

  return {
    mounted,
    route: (name, work) => {
      const { right, body, query }: Definition = ROUTES[name];
      const admit: RequestHandler = async (request, response, next) => {
        const asker = right === 'public' ? undefined : await recognise(sessions, request, right);
        if (asker && request.method !== 'GET' && !NOT_A_TOUCH.includes(name)) sessions.touch(asker.sessionId);
        response.locals.asker = asker;
        next();
      };
      const answer: RequestHandler = async (request, response) => {
        const asked = {
          body: body && check(body, request.body ?? {}),
          query: query && check(query, request.query),
          param: (key: string) => String(request.params[key] ?? ''),
          asker: response.locals.asker,
          address: addressOf(request),
          request,
          response,
        };
        // Checked by the schemas that these types are made of.
        const value = await work(asked as Asked<typeof name>);
        if (!response.headersSent) response.json(value);
      };
      add(name, body ? [admit, readJson, answer] : [admit, answer]);
    },
    raw: (name, ...handlers) => add(name, handlers),
  };
}

/** Who asks by cookie, if they may do what they ask. */
export async function recognise(
  sessions: SessionService,
  request: Request,
  right: Action | 'signedIn',
): Promise<Asker> {
  const asker = await sessions.recognise(readSessionCookie(request), addressOf(request));
  if (right !== 'signedIn') requireRightTo(asker.person, { action: right, cameraGroupId: null });
  return asker;
}

export function everyRouteName(): string[] {
  return [...Object.keys(ROUTES), ...Object.keys(RAW_ROUTES)];
}
