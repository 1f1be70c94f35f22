import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { stringify } from 'yaml';
import { Refused } from '../../kernel/result.ts';
import { type Language, text } from '../../kernel/text.ts';
import type { AnyAction } from '../action.ts';
import { callOf } from '../server/call.ts';
import { cookies, languageOf } from '../server/cookies.ts';
import { type Failure, HttpFailure } from '../server/failure.ts';
import { comesFromHere } from '../server/forged-request.ts';
import { actorFor, type Bearer, programFor, type SignedIn } from '../server/identification.ts';
import { fieldsOf } from '../server/page-door.tsx';
import type { ServerParts } from '../server/server-parts.ts';
import { statusAnswer } from '../server/status.ts';
import { typedInput } from '../typed-input.ts';
import { toWire } from '../wire.ts';
import { apiActions } from './api-actions.ts';
import { openApiDocument } from './openapi.ts';
import { problemDocument } from './problem-document.ts';

/** A body may carry a file of 20 MB in base64. */
const largestBody = 28 * 1024 * 1024;

/** The door of programs: every action at `/api/v1`, its OpenAPI document, problems as RFC 9457 wants them. */
export function apiDoor(parts: ServerParts) {
  type Asking = { readonly signedIn: SignedIn | null } | { readonly bearer: Bearer };

  async function whoAsks(request: FastifyRequest): Promise<Asking> {
    const token = bearerToken(request.headers.authorization);
    if (token === undefined) return { signedIn: await whoSignedIn(request) };
    const bearer = (await parts.identification.byToken?.(token, parts.clock(), callOf(request))) ?? unknownToken;
    if ('token' in bearer) return { bearer };
    throw new HttpFailure(401, bearer);
  }

  async function whoSignedIn(request: FastifyRequest): Promise<SignedIn | null> {
    const now = parts.clock();
    const basic = basicCredentials(request.headers.authorization);
    if (basic) {
      const signedIn = await parts.identification.byPassword(basic.email, basic.password, now, request.ip);
      if (!signedIn) throw new HttpFailure(401);
      return chosenPost(signedIn, request);
    }
    const token = request.cookies[cookies.session];
    const signedIn = token ? await parts.identification.bySession(token, now) : null;
    if (signedIn && request.method !== 'GET' && request.method !== 'HEAD' && !comesFromHere(request)) {
      throw new HttpFailure(403);
    }
    return signedIn && chosenPost(signedIn, request);
  }

  function add(server: FastifyInstance): void {
    const ofToken = server.createRateLimit({
      max: parts.requestsPerToken ?? 600,
      timeWindow: '1 minute',
      keyGenerator: (request) => createHash('sha256').update(String(request.headers.authorization)).digest('hex'),
    });
    server.addContentTypeParser(
      'application/merge-patch+json',
      { parseAs: 'string', bodyLimit: 1024 * 1024 },
      server.getDefaultJsonParser('remove', 'remove'),
    );
    for (const { action, url } of apiActions(parts.modules)) {
      server.route({
        method: action.http.method,
        url,
        bodyLimit: largestBody,
        handler: (request, reply) => answer(action, request, reply, ofToken),
      });
    }
    server.get('/api/v1/status', (_request, reply) => statusAnswer(parts, reply));
    const document = (request: FastifyRequest) =>
      openApiDocument(parts.modules, { origin: `${request.protocol}://${request.host}`, version: parts.version });
    server.get('/api/v1/openapi.json', (request, reply) =>
      reply
        .header('cache-control', 'public, max-age=300')
        .type('application/json')
        .send(JSON.stringify(document(request))),
    );
    server.get('/api/v1/openapi.yaml', (request, reply) =>
      reply
        .header('cache-control', 'public, max-age=300')
        .type('application/yaml')
        .send(stringify(document(request), { aliasDuplicateObjects: false })),
    );
  }

  type RateLimit = ReturnType<FastifyInstance['createRateLimit']>;

  async function answer(action: AnyAction, request: FastifyRequest, reply: FastifyReply, ofToken: RateLimit) {
    const asking = await whoAsks(request);
    if ('bearer' in asking) {
      const rate = await ofToken(request);
      if (!rate.isAllowed && rate.isExceeded) throw new HttpFailure(429);
    }
    const { association = null, ...params } = request.params as Record<string, string>;
    if (association !== null && !(await parts.associations(association))) throw new HttpFailure(404);
    const actor =
      'bearer' in asking
        ? programFor(asking.bearer, { association, language: languageOf(request, asking.bearer.language) })
        : actorFor(asking.signedIn, {
            association,
            language: languageOf(request, asking.signedIn?.language),
            via: 'api',
          });
    const input = inputOf(action, request, params);
    const call = callOf(request);
    reply.header('cache-control', 'no-store').type('application/json; charset=utf-8');
    try {
      const key = request.headers['idempotency-key'];
      if (request.method === 'POST' && typeof key === 'string' && !action.reads) {
        if (key.length === 0 || key.length > 255) throw new HttpFailure(400);
        const kept = await parts.perform.once(action, input, actor, key, call);
        if (kept.replayed) reply.header('idempotency-replayed', 'true');
        return reply.send(kept.answer);
      }
      return reply.send(toWire(await parts.perform(action, input, actor, call)));
    } catch (error) {
      if (actor.kind === 'anonymous' && error instanceof Refused && error.refusals.some(isPermission)) {
        throw new HttpFailure(401);
      }
      throw error;
    }
  }

  function sendFailure(request: FastifyRequest, reply: FastifyReply, failure: Failure) {
    const language: Language = languageOf(request);
    if (failure.status === 401)
      reply.header('www-authenticate', 'Basic realm="Comunanza", charset="UTF-8", Bearer realm="Comunanza"');
    return reply
      .status(failure.status)
      .header('cache-control', 'no-store')
      .header('content-language', language)
      .type('application/problem+json; charset=utf-8')
      .send(JSON.stringify(problemDocument(failure, language)));
  }

  return { add, sendFailure };
}

/** Parts of the path and of the query are read as the input means them; a body is JSON and taken as it is. */
function inputOf(action: AnyAction, request: FastifyRequest, params: Readonly<Record<string, string>>): unknown {
  if (request.method === 'GET' || request.method === 'DELETE') {
    const query = fieldsOf(new URL(request.url, 'http://here.invalid').searchParams);
    return typedInput(action.input, { ...query, ...params });
  }
  const { body } = request;
  if (body !== undefined && body !== null && (typeof body !== 'object' || Array.isArray(body)))
    throw new HttpFailure(400);
  return { ...(body as object | null), ...(typedInput(action.input, params) as object) };
}

function isPermission(refusal: { readonly code: string }): boolean {
  return refusal.code === 'platform/forbidden' || refusal.code === 'platform/missing';
}

const unknownToken = text('Il gettone non è valido.', 'The token is not valid.');

function bearerToken(header: string | undefined): string | undefined {
  if (!/^Bearer\b/i.test(header ?? '')) return undefined;
  const token = /^Bearer +([\x21-\x7e]{1,200}) *$/i.exec(header!)?.[1];
  if (token === undefined) throw new HttpFailure(401, unknownToken);
  return token;
}

function basicCredentials(header: string | undefined): { email: string; password: string } | undefined {
  const encoded = /^Basic ([A-Za-z0-9+/=]{1,2000})$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) {
    if (header) throw new HttpFailure(401);
    return undefined;
  }
  const [, email, password] = /^([^:]*):([\s\S]*)$/.exec(Buffer.from(encoded, 'base64').toString()) ?? [];
  if (email === undefined || password === undefined) throw new HttpFailure(401);
  return { email, password };
}

/** Programs of people with several posts say which one they act from. */
function chosenPost(signedIn: SignedIn, request: FastifyRequest): SignedIn {
  const asked = request.headers['acting-post'];
  if (typeof asked !== 'string') return signedIn;
  if (!signedIn.posts.some((post) => post.id === asked)) throw new HttpFailure(403);
  return { ...signedIn, chosen: asked };
}
