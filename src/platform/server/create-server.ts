import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import serveStatic from '@fastify/static';
import underPressure from '@fastify/under-pressure';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { apiDoor } from '../api/api-door.ts';
import { wayBack } from '../pages/address.ts';
import { sitePages } from '../pages/site/site-pages.tsx';
import { compressAnswers } from './compression.ts';
import { cookies, keepOwnCookies, setCookie } from './cookies.ts';
import { failureOf, HttpFailure } from './failure.ts';
import { largestFile } from './form-body.ts';
import { pageDoor } from './page-door.tsx';
import type { Fault, ServerParts } from './server-parts.ts';
import { statusAnswer } from './status.ts';

const onlyHttps = 'max-age=31536000; includeSubDomains';
const permissions = 'camera=(), geolocation=(), microphone=(), payment=()';

/** What every answer says, for the one that no hook sees. */
const headersOfNothing = {
  'content-security-policy': "default-src 'none';base-uri 'none';frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': permissions,
  'cache-control': 'no-store',
};

/**
 * The web server: pages, API, assets, status. Put together, not listening yet (`server.listen`).
 */
export async function createServer(parts: ServerParts): Promise<FastifyInstance> {
  const requestTimeout = parts.requestTimeout ?? 180_000; // 28 MB on a municipal line of 2 Mbit/s take two minutes
  const server = Fastify({
    logger: false,
    // An address that begins with two slashes would name another site to whoever reads it again.
    rewriteUrl: ({ url = '/' }) => url.replace(/^\/{2,}/, '/'),
    trustProxy: parts.behindProxy ?? false,
    bodyLimit: 1024 * 1024,
    connectionTimeout: 60_000,
    requestTimeout,
    http: {
      headersTimeout: Math.min(20_000, Math.ceil(requestTimeout / 3)),
      connectionsCheckingInterval: Math.min(5_000, Math.ceil(requestTimeout / 4)),
    },
    keepAliveTimeout: 5_000,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
    onProtoPoisoning: 'remove',
    onConstructorPoisoning: 'remove',
    frameworkErrors: (_error, request, reply) => {
      // An address that cannot be read, before any route and any hook: no page, no session.
      const plain = reply as FastifyReply;
      plain.status(400).type('text/plain; charset=utf-8').headers(headersOfNothing);
      const forwarded = parts.behindProxy ? request.headers['x-forwarded-proto'] : undefined;
      if (String(forwarded).startsWith('https')) plain.header('strict-transport-security', onlyHttps);
      return plain.send('L’indirizzo è scritto male.\nThe address is malformed.\n');
    },
  });
  // Before the limits: whoever they turn away gets a page in their language, for which cookies are read.
  await server.register(cookie);
  server.addHook('onRequest', (request, _reply, done) => {
    keepOwnCookies(request);
    done();
  });
  await protect(server, parts);
  compressAnswers(server);
  await server.register(formbody, { bodyLimit: 1024 * 1024 });
  await server.register(multipart, {
    limits: { fileSize: largestFile, files: 10, fields: 2000, fieldSize: 1024 * 1024, parts: 2010, headerPairs: 100 },
    throwFileSizeLimit: true,
  });
  await server.register(serveStatic, {
    root: parts.assets.folder,
    prefix: '/assets/',
    preCompressed: true,
    immutable: true,
    maxAge: '365d',
    index: false,
    decorateReply: false,
    allowedPath: (path) => path !== '/manifest.json',
  });

  const pages = pageDoor(parts);
  const api = apiDoor(parts);
  const onFault = parts.onFault ?? writeFault;
  server.setErrorHandler(async (error, request, reply) => {
    const failure = failureOf(error);
    if (failure.reference) {
      onFault({ reference: failure.reference, error, method: request.method, path: pathOf(request) });
    }
    if (failure.status === 503) reply.header('retry-after', '5');
    if (request.is404 && failure.status === 200) reply.status(404);
    return isApi(request) ? api.sendFailure(request, reply, failure) : pages.sendFailure(request, reply, failure);
  });
  server.setNotFoundHandler({ preHandler: server.rateLimit() }, async () => {
    throw new HttpFailure(404);
  });

  for (const route of [...sitePages(parts), ...parts.modules.flatMap((module) => module.pages)])
    pages.add(server, route);
  api.add(server);
  server.get('/lingua/:language', (request, reply) => {
    const { language } = request.params as { language: string };
    if (language === 'it' || language === 'en') setCookie(reply, cookies.language, language, 31_536_000);
    return reply
      .header('cache-control', 'no-store')
      .redirect(wayBack((request.query as { torna?: string }).torna), 303);
  });
  server.get('/status', (_request, reply) => statusAnswer(parts, reply));
  return server;
}

async function protect(server: FastifyInstance, parts: ServerParts): Promise<void> {
  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: false,
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
  });
  server.addHook('onSend', async (request, reply) => {
    if (request.protocol === 'https') reply.header('strict-transport-security', onlyHttps);
    reply.header('permissions-policy', permissions);
  });
  server.addHook('onRequest', (request, reply, done) => {
    // A caller who has gone meanwhile has no address to count by, and waits for no answer.
    if ((request.ip as string | undefined) === undefined) reply.hijack();
    else done();
  });
  await server.register(rateLimit, {
    max: parts.requestsPerMinute ?? 3000,
    timeWindow: '1 minute',
    enableDraftSpec: true,
    errorResponseBuilder: () => new HttpFailure(429),
  });
  await server.register(underPressure, {
    maxEventLoopDelay: parts.longestLag ?? 5000,
    retryAfter: 5,
    pressureHandler: () => {
      throw new HttpFailure(503);
    },
  });
}

function isApi(request: FastifyRequest): boolean {
  const path = pathOf(request);
  return path.startsWith('/api/v1') || path === '/status';
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?')[0]!;
}

function writeFault(fault: Fault): void {
  const { error, ...rest } = fault;
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...rest, stack })}\n`);
}
