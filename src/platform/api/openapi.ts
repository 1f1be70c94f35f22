import { z } from 'zod';
import type { AnyAction } from '../action.ts';
import type { Module } from '../page.ts';
import { type ApiAction, apiActions } from './api-actions.ts';

type Json = Record<string, unknown>;
type Schema = Json & {
  readonly type?: string;
  readonly properties?: Record<string, Json>;
  readonly required?: string[];
};

type About = { readonly origin: string; readonly version: string };

const written = new WeakMap<readonly Module[], Map<string, Json>>();

/** The document as `writeOpenApi` writes it, kept for each origin it was asked at (the last sixteen). */
export function openApiDocument(modules: readonly Module[], about: About): Json {
  const kept = written.get(modules) ?? new Map<string, Json>();
  written.set(modules, kept);
  const key = `${about.origin} ${about.version}`;
  const document = kept.get(key) ?? writeOpenApi(modules, about);
  if (kept.size >= 16 && !kept.has(key)) kept.clear();
  kept.set(key, document);
  return document;
}

/**
 * The OpenAPI 3.1 document of the actions: paths, inputs, answers, problems, limits, ways to sign in.
 *
 * @param origin `https://host` of this very server
 */
function writeOpenApi(modules: readonly Module[], { origin, version }: About): Json {
  const components: Record<string, Json> = { ...commonSchemas };
  const paths: Record<string, Json> = { '/status': statusPath };
  for (const entry of apiActions(modules)) {
    const path = paths[entry.path] ?? {};
    paths[entry.path] = path;
    path[entry.action.http.method.toLowerCase()] = operation(entry, components);
  }
  const used = new Set(apiActions(modules).map((entry) => entry.module));
  return {
    openapi: '3.1.0',
    info: {
      title: 'Comunanza',
      version: /^\d+\.\d+\.\d+/.exec(version)?.[0] ?? '0.1.0',
      summary: 'Le convenzioni fra comuni, rese operative.',
      'x-summary': 'Le convenzioni fra comuni, rese operative.',
      'x-api-id': 'comunanza',
      description:
        'Ogni azione del sistema, come la offrono anche le pagine e la riga di comando: stesse regole, stessi permessi. ' +
        'Gli errori sono documenti RFC 9457. Importi come testo con due decimali, date ISO 8601. ' +
        'Chi ha più incarichi indica quello con cui opera nell’intestazione `Acting-Post`. ' +
        'Every action of the system, with the same rules and permissions as its pages.',
      termsOfService: `${origin}/note-legali`,
      contact: { name: 'Comunanza', url: `${origin}/segnala` },
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [
      {
        url: `${origin}/api/v1`,
        description: 'Questa installazione',
        ...(origin.startsWith('https:') ? {} : { 'x-sandbox': true }),
      },
    ],
    tags: [
      { name: 'status', description: 'Stato del servizio.' },
      ...(used.has('platform') ? [{ name: 'platform', description: 'Associazioni di questa installazione.' }] : []),
      ...modules
        .filter((module) => used.has(module.name))
        .map((module) => ({ name: module.name, description: `${module.title.it}.` })),
    ],
    security: [{ token: [] }, { basic: [] }, { session: [] }],
    paths,
    components: {
      schemas: components,
      responses: problemResponses,
      headers: commonHeaders,
      parameters: commonParameters,
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'Il gettone di un programma, come cmz_….' },
        basic: { type: 'http', scheme: 'basic', description: 'E-mail e password, per i programmi.' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'sessione',
          description: 'Il cookie di chi è entrato dalle pagine.',
        },
      },
    },
  };
}

function operation({ action, module, path }: ApiAction, components: Record<string, Json>): Json {
  const input = jsonSchema(action.input, 'input', components);
  const output = jsonSchema(action.output, 'output', components);
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
  const { method } = action.http;
  const fields = input.properties ?? {};
  const ofPath = inPath
    .filter((name) => name !== 'association')
    .map((name) => ({
      name,
      in: 'path',
      required: true,
      description: described(fields[name], name),
      schema: withoutDescription(fields[name]),
    }));
  const rest = Object.entries(fields).filter(([name]) => !inPath.includes(name));
  const reads = method === 'GET' || method === 'DELETE';
  const parameters: Json[] = [
    ...(inPath.includes('association') ? [{ $ref: '#/components/parameters/Association' }] : []),
    ...ofPath,
    ...(reads
      ? rest.map(([name, schema]) => ({
          name,
          in: 'query',
          required: input.required?.includes(name) ?? false,
          description: described(schema, name),
          schema: withoutDescription(schema),
        }))
      : []),
    ...(method === 'POST' ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
    { $ref: '#/components/parameters/ActingPost' },
  ];
  const open = action.permission === 'public';
  return {
    operationId: camel(action.name),
    tags: [module],
    summary: capital(action.title.it),
    description: [
      action.about?.it ?? `${capital(action.title.it)}.`,
      action.about?.en ?? `${capital(action.title.en)}.`,
    ].join('\n\n'),
    ...(open ? { security: [{}, { token: [] }, { basic: [] }, { session: [] }] } : {}),
    parameters,
    ...(reads || (rest.length === 0 && input.properties) ? {} : { requestBody: requestBody(action, input, inPath) }),
    responses: {
      200: {
        description: 'Fatto. / Done.',
        headers: headerRefs,
        content: { 'application/json': { schema: output.type ? output : { type: 'object', ...output } } },
      },
      ...errorRefs(method),
    },
  };
}

function requestBody(action: AnyAction, input: Schema, inPath: readonly string[]): Json {
  const properties = Object.fromEntries(
    Object.entries(input.properties ?? {}).filter(([name]) => !inPath.includes(name)),
  );
  const required = input.required?.filter((name) => !inPath.includes(name)) ?? [];
  const schema = input.properties
    ? { ...input, properties, ...(required.length > 0 ? { required } : { required: undefined }) }
    : input;
  const example = Object.fromEntries(
    Object.entries((action.example ?? {}) as Json).filter(([name]) => !inPath.includes(name)),
  );
  const type = action.http.method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
  return {
    required: required.length > 0 || action.http.method === 'PATCH',
    content: { [type]: { schema: clean(schema), example } },
  };
}

/** A zod type as OpenAPI 3.1 writes it; types with an `id` go among the components. */
function jsonSchema(type: z.ZodType, io: 'input' | 'output', components: Record<string, Json>): Schema {
  const {
    $schema: _,
    $defs,
    ...schema
  } = z.toJSONSchema(type, {
    io,
    target: 'draft-2020-12',
    unrepresentable: 'any',
    cycles: 'ref',
    override: ({ jsonSchema: written }) => settle(written as Json),
  }) as Json & { $defs?: Record<string, Json> };
  const names = new Map<string, string>();
  for (const [id, definition] of Object.entries($defs ?? {})) {
    const name = componentName(id, definition, components);
    names.set(id, name);
  }
  for (const [id, definition] of Object.entries($defs ?? {})) {
    components[names.get(id)!] = renamed(withoutId(definition), names) as Json;
  }
  return renamed(withoutId(schema), names) as Schema;
}

/** What the profile of the national guidelines asks of every schema. */
function settle(schema: Json): void {
  const own = schema.jsonSchema as Json | undefined;
  if (own) {
    for (const key of Object.keys(schema)) if (key !== 'id' && key !== 'description') delete schema[key];
    Object.assign(schema, own);
  }
  delete schema.secret;
  if (schema.type === 'integer') {
    const small =
      Math.abs(Number(schema.maximum ?? Infinity)) < 2 ** 31 && Math.abs(Number(schema.minimum ?? -Infinity)) < 2 ** 31;
    schema.format = schema.format === 'int32' || small ? 'int32' : 'int64';
  } else if (schema.type === 'number')
    schema.format = schema.format === 'int32' || schema.format === 'int64' ? schema.format : 'double';
  else if (schema.type === 'string' && schema.format === 'date-time') delete schema.pattern;
  if (schema.type === 'number' && (schema.format === 'int32' || schema.format === 'int64')) schema.type = 'integer';
}

/** One name, one shape: the same id with another shape (its input form) gets a name of its own. */
function componentName(id: string, definition: Json, components: Readonly<Record<string, Json>>): string {
  const base = capital(id.replace(/[^A-Za-z0-9]+(.)?/g, (_, next: string | undefined) => next?.toUpperCase() ?? ''));
  const present = components[base];
  if (!present || JSON.stringify(withoutId(definition)) === JSON.stringify(present)) return base;
  return `${base}Input`;
}

function renamed(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => renamed(item, names));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      if (key === '$ref' && typeof inner === 'string' && inner.startsWith('#/$defs/')) {
        return [key, `#/components/schemas/${names.get(inner.slice(8)) ?? inner.slice(8)}`];
      }
      return [key, renamed(inner, names)];
    }),
  );
}

function withoutId(schema: Json): Json {
  const { id: _, ...rest } = schema;
  return rest;
}

function withoutDescription(schema: Json | undefined): Json {
  const { description: _, ...rest } = schema ?? { type: 'string' };
  return rest;
}

function clean(schema: Json): Json {
  return Object.fromEntries(Object.entries(schema).filter(([, value]) => value !== undefined));
}

function described(schema: Json | undefined, name: string): string {
  return typeof schema?.description === 'string' ? schema.description : name;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function camel(name: string): string {
  return name.replace(/[^A-Za-z0-9]+(.)/g, (_, next: string) => next.toUpperCase());
}

const short = (description: string) => ({ type: 'string', maxLength: 2000, description });

const commonSchemas: Record<string, Json> = {
  Problem: {
    type: 'object',
    description: 'Un problema, come in RFC 9457.',
    properties: {
      type: { type: 'string', format: 'uri', maxLength: 200, description: 'Il genere di problema.' },
      title: short('Il titolo.'),
      status: { type: 'integer', format: 'int32', minimum: 100, maximum: 600 },
      detail: short('Che cosa non va, in una o più frasi.'),
      problems: {
        type: 'array',
        maxItems: 1000,
        description: 'Ogni dato non utilizzabile, al suo posto.',
        items: {
          type: 'object',
          properties: { path: short('Il posto, come costs[0].amount.'), says: short('La frase.') },
          required: ['path', 'says'],
        },
      },
      refusals: {
        type: 'array',
        maxItems: 100,
        description: 'Ogni no di una regola.',
        items: { $ref: '#/components/schemas/Refusal' },
      },
      reference: short('Il riferimento di un guasto, da citare chiedendo aiuto.'),
    },
    required: ['type', 'title', 'status'],
  },
  Refusal: {
    type: 'object',
    description: 'Il no di una regola.',
    properties: {
      code: short('Il codice, stabile.'),
      says: short('La frase.'),
      remedy: short('Che cosa fare.'),
      article: short('L’articolo da cui viene.'),
      clause: short('La clausola.'),
    },
    required: ['code', 'says'],
  },
  Status: {
    type: 'object',
    description: 'Lo stato del servizio.',
    properties: {
      status: { type: 'string', enum: ['ok'] },
      version: short('La versione.'),
      time: { type: 'string', format: 'date-time', maxLength: 40 },
    },
    required: ['status', 'version', 'time'],
  },
};

const wholeNumber = { type: 'integer', format: 'int32', minimum: 0 };
const commonHeaders: Record<string, Json> = {
  'RateLimit-Limit': { description: 'Richieste ammesse al minuto.', schema: wholeNumber },
  'RateLimit-Remaining': { description: 'Richieste che restano in questo minuto.', schema: wholeNumber },
  'RateLimit-Reset': { description: 'Secondi alla fine di questo minuto.', schema: wholeNumber },
  'Retry-After': { description: 'Secondi da attendere.', schema: wholeNumber },
  'Cache-Control': {
    description: 'Sempre no-store: le risposte non vanno conservate.',
    schema: { type: 'string', maxLength: 100 },
  },
};
const refs = (names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
const limits = ['RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset'];
const headerRefs = refs([...limits, 'Cache-Control']);

const commonParameters: Record<string, Json> = {
  Association: {
    name: 'association',
    in: 'path',
    required: true,
    description: 'L’associazione in cui si opera.',
    schema: { type: 'string', pattern: '^[a-z][a-z0-9-]{1,62}$', maxLength: 63 },
    example: 'lecco',
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description: 'Una chiave scelta da chi chiama: la stessa richiesta con la stessa chiave è eseguita una volta sola.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  },
  ActingPost: {
    name: 'Acting-Post',
    in: 'header',
    required: false,
    description: 'L’incarico con cui si opera, per chi ne ha più d’uno.',
    schema: { type: 'string', format: 'uuid', maxLength: 36 },
  },
};

const problemNames: Readonly<Record<number, readonly [name: string, description: string]>> = {
  400: ['BadInput', 'Dati non utilizzabili, ognuno al suo posto.'],
  401: ['SignInNeeded', 'Serve l’accesso.'],
  403: ['Forbidden', 'L’incarico non lo consente.'],
  404: ['Missing', 'Non esiste, o non è visibile da questo incarico.'],
  409: ['Conflict', 'Lo stato delle cose non lo permette.'],
  422: ['RuleSaysNo', 'Una regola della convenzione non lo permette.'],
  429: ['TooMany', 'Troppe richieste in poco tempo.'],
  500: ['Fault', 'Un guasto, con il suo riferimento.'],
  503: ['Busy', 'Servizio momentaneamente occupato.'],
};

const problemResponses: Record<string, Json> = Object.fromEntries(
  Object.entries(problemNames).map(([status, [name, description]]) => [
    name,
    {
      description,
      headers: refs([...limits, ...(status === '429' || status === '503' ? ['Retry-After'] : [])]),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  ]),
);

function errorRefs(method: string): Json {
  const statuses =
    method === 'GET' ? [400, 401, 403, 404, 422, 429, 500, 503] : [400, 401, 403, 404, 409, 422, 429, 500, 503];
  return Object.fromEntries(
    statuses.map((status) => [status, { $ref: `#/components/responses/${problemNames[status]![0]}` }]),
  );
}

const statusPath: Json = {
  get: {
    operationId: 'serviceStatus',
    tags: ['status'],
    summary: 'Stato del servizio',
    description:
      'Dice se il servizio funziona, base di dati compresa.\n\nWhether the service works, database included.',
    security: [],
    responses: {
      200: {
        description: 'Funziona. / It works.',
        headers: headerRefs,
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Status' } } },
      },
      429: { $ref: '#/components/responses/TooMany' },
      503: { $ref: '#/components/responses/Busy' },
    },
  },
};
