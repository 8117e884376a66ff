/** The API's own document, generated from the contract's routes. */
import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { Failure } from '../../config/contract/errors.ts';
import { RAW_ROUTES, ROUTES } from '../../config/contract/routes.ts';
import type { Mount } from './route.ts';

type Described = { right: string; summary: string; body?: z.ZodType; query?: z.ZodType; answer?: z.ZodType };

export function mountOpenApiRoutes({ raw }: Mount, version: string): void {
  let document: object | undefined;
  raw('GET /api/openapi.json', (_request, response) => {
    document ??= describeApi(version);
    response.json(document);
  });
}

function describeApi(version: string): object {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'session', { type: 'apiKey', in: 'cookie', name: 'lianqin_session' });
  registry.registerComponent('securitySchemes', 'mediaToken', { type: 'http', scheme: 'bearer' });
  const routes: [string, Described][] = [...Object.entries(ROUTES), ...Object.entries(RAW_ROUTES)];
  for (const [name, route] of routes) registry.registerPath(describe(name, route));
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: { title: '联勤', version, description: 'Times are ms UTC, positions WGS-84, ids UUIDv7.' },
  });
}

function describe(name: string, { right, summary, body, query, answer }: Described): RouteConfig {
  const [method = '', path = ''] = name.split(' ');
  const takesToken = /^\/(whep|whip|hls|flv)\//.test(path);
  return {
    method: method.toLowerCase() as RouteConfig['method'],
    path: path.replaceAll(/:(\w+)/g, '{$1}'),
    summary,
    description: `Right: ${right}`,
    security: right === 'public' ? [] : [{ session: [] }, ...(takesToken ? [{ mediaToken: [] }] : [])],
    request: {
      ...parametersOf(path),
      ...(query && { query: query as z.ZodObject }),
      ...(body && { body: { content: { 'application/json': { schema: body } } } }),
    },
    responses: {
      200: { description: 'Done', ...(answer && { content: { 'application/json': { schema: answer } } }) },
      default: { description: 'Failure', content: { 'application/json': { schema: Failure } } },
    },
  };
}

function parametersOf(path: string): { params?: z.ZodObject } {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  if (names.length === 0) return {};
  return { params: z.object(Object.fromEntries(names.map((name) => [name, z.string()]))) };
}
