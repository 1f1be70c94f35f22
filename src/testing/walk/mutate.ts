import type { Asked } from './request.ts';

/** Chance that is the same at every run. */
export type Chance = {
  /** A whole number from 0 up to, and without, `end`. */
  readonly below: (end: number) => number;
  readonly of: <T>(things: readonly T[]) => T;
};

export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const below = (end: number) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * end);
  };
  return { below, of: (things) => things[below(things.length)]! };
}

const nasty: readonly unknown[] = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\uD800',
  '\uFEFF',
  '\u202Etxt',
  '💥'.repeat(50),
  'é'.normalize('NFD'),
  'a'.repeat(5000),
  '9'.repeat(400),
  "' or '1'='1",
  "'; drop table platform.settings; --",
  '%',
  '_',
  '\\',
  '%00',
  '../../../etc/passwd',
  '<script>alert(1)</script>',
  '{{7*7}}#{7*7}<%=7*7%>',
  '=cmd|/c calc!A1',
  'javascript:alert(1)',
  'http://169.254.169.254/',
  '0000-00-00',
  '2027-02-30',
  '9999-12-31',
  '-1',
  '1e400',
  'NaN',
  'Infinity',
  '0x1F',
  '1,2,3',
  '1.234.567,89',
  'true',
  'null',
  'undefined',
  '[]',
  '{}',
  '[object Object]',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '00000000-0000-0000-0000-000000000000',
  '00000000-0000-4000-8000-00000000000g',
  0,
  -0,
  -1,
  0.5,
  1e308,
  2 ** 31,
  2 ** 53,
  -(2 ** 63),
  true,
  false,
  null,
  [],
  {},
  [[]],
  [null],
  { __proto__: null, toString: 1 },
  { length: 1e9 },
  [1, 'a', null, {}],
  Array.from({ length: 2000 }, () => 'x'),
];

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
const types = [
  'application/json',
  'application/json; charset=utf-16',
  'application/merge-patch+json',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'multipart/form-data; boundary=',
  'multipart/form-data; boundary=x',
  'text/plain',
  'text/xml',
  'application/octet-stream',
  '',
  ';',
  'a/b/c',
];
const strangeHeaders: readonly (readonly [string, readonly string[]])[] = [
  ['accept-language', ['', ';;;', 'xx', '*', 'it'.repeat(3000), 'en;q=NaN']],
  ['accept', ['', 'a', 'text/html;q=2', '*/*;q=abc']],
  ['accept-encoding', ['', 'br;q=0', 'identity', 'gzip, br, zstd', 'x'.repeat(2000)]],
  ['if-none-match', ['*', '"', 'W/', 'W/"a"']],
  ['range', ['bytes=0-', 'bytes=-1', 'bytes=9-1', 'x']],
  [
    'cookie',
    [
      'sessione=',
      'sessione=%',
      '=',
      ';;;',
      'lingua=zz',
      'avviso=%%%',
      'avviso=e30',
      'avviso=W251bGxd',
      'visita=',
      'sessione=a; sessione=b',
      'dispositivo=',
      'passo=x',
    ],
  ],
  [
    'authorization',
    ['Basic', 'Basic ', 'Basic YQ==', 'Basic Og==', 'Bearer', 'Bearer x', 'Digest x', 'Basic 💥'.slice(0, 6)],
  ],
  ['idempotency-key', ['', 'a', 'a'.repeat(255), 'a'.repeat(256), '\u00e9']],
  ['acting-post', ['', 'x', '00000000-0000-0000-0000-000000000000']],
  ['hx-request', ['true', 'false', 'x']],
  ['hx-boosted', ['true']],
  ['sec-fetch-site', ['cross-site', 'none', '', 'x']],
  ['origin', ['null', '', 'http://', 'https://evil.example', 'x']],
  ['x-forwarded-proto', ['https', 'x', 'https,http']],
  ['x-forwarded-host', ['evil.example', '']],
  ['x-http-method-override', ['DELETE']],
  ['host', ['', 'evil.example', 'a:b:c', 'x'.repeat(300)]],
];

/** A valid request with one to three things in it wrong. */
export function mutated(request: Asked, dice: Chance): Asked {
  let made = request;
  for (let times = 1 + dice.below(3); times > 0; times--) made = dice.of(ways)(made, dice);
  return made;
}

type Way = (request: Asked, dice: Chance) => Asked;

const body: Way = (request, dice) => {
  if (request.payload === undefined) return query(request, dice);
  try {
    return { ...request, payload: JSON.stringify(changed(JSON.parse(request.payload), dice)) };
  } catch {
    return form(request, dice);
  }
};

const form: Way = (request, dice) => {
  if (request.payload === undefined) return query(request, dice);
  const fields = [...new URLSearchParams(request.payload)];
  return { ...request, payload: new URLSearchParams(pairs(fields, dice)).toString() };
};

const query: Way = (request, dice) => {
  const [path, written = ''] = request.url.split('?');
  const fields = pairs([...new URLSearchParams(written)], dice);
  return { ...request, url: `${path}?${new URLSearchParams(fields)}` };
};

const path: Way = (request, dice) => {
  const [before, after] = request.url.split('?');
  const parts = before!.split('/');
  const at = 1 + dice.below(parts.length);
  const put = written(dice.of(nasty)).slice(0, 3000);
  parts[at] = dice.of([
    encodeURIComponent(well(put)),
    encodeURI(well(put)),
    '%',
    '%ff',
    '..',
    '.',
    '',
    '%2f',
    '%5c',
    '%00',
  ]);
  return { ...request, url: `${parts.join('/') || '/'}${after === undefined ? '' : `?${after}`}` };
};

const bytes: Way = (request, dice) => {
  if (!request.payload) return { ...request, url: cut(request.url, dice) || '/' };
  const written = request.payload;
  const at = dice.below(written.length);
  const put = dice.of([
    '',
    '"',
    '{',
    '}',
    '[',
    '\\',
    '\0',
    '&',
    '=',
    '%',
    '\r\n',
    '--x',
    String.fromCharCode(dice.below(256)),
  ]);
  return { ...request, payload: `${written.slice(0, at)}${put}${written.slice(at + dice.below(4))}` };
};

const cutBody: Way = (request, dice) =>
  request.payload ? { ...request, payload: cut(request.payload, dice) } : request;

const method: Way = (request, dice) => ({ ...request, method: dice.of(methods) });

const type: Way = (request, dice) =>
  request.payload === undefined
    ? {
        ...request,
        method: 'POST',
        payload: dice.of(['{}', '[]', 'a=b', 'null', '"a"', '1', '']),
        headers: { ...request.headers, 'content-type': dice.of(types) },
      }
    : { ...request, headers: { ...request.headers, 'content-type': dice.of(types) } };

const header: Way = (request, dice) => {
  const [name, values] = dice.of(strangeHeaders);
  return { ...request, headers: { ...request.headers, [name]: dice.of(values) } };
};

const multipart: Way = (request, dice) => {
  if (request.payload === undefined) return header(request, dice);
  const boundary = 'walk';
  const fields = pairs([...new URLSearchParams(request.payload)], dice);
  const disposition = (name: string) =>
    dice.of([
      `form-data; name="${name}"`,
      `form-data; name="${name}"; filename="a.csv"`,
      `form-data; name="${name}"; filename=""`,
      `form-data; name="${name}"; filename="../../a\\b.xlsx"`,
      'form-data',
      `form-data; name=${name}`,
      `attachment; name="${name}"`,
    ]);
  const end = dice.of([`--${boundary}--\r\n`, '', `--${boundary}\r\n`, '--other--\r\n']);
  const parts = fields.map(
    ([name, value]) =>
      `--${boundary}\r\nContent-Disposition: ${disposition(name.replace(/["\r\n]/g, ''))}\r\n${dice.of(['', 'Content-Type: text/csv\r\n', 'Content-Type: application/zip\r\n', 'Content-Transfer-Encoding: base64\r\n'])}\r\n${value}\r\n`,
  );
  return {
    ...request,
    payload: `${parts.join('')}${end}`,
    headers: { ...request.headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
  };
};

const ways: readonly Way[] = [
  body,
  body,
  body,
  form,
  query,
  query,
  path,
  path,
  bytes,
  cutBody,
  method,
  type,
  header,
  header,
  multipart,
];

function cut(text: string, dice: Chance): string {
  return text.slice(0, dice.below(text.length));
}

/** One of the values inside, changed, added, taken away or given twice. */
function changed(value: unknown, dice: Chance): unknown {
  if (Array.isArray(value) && value.length > 0 && dice.below(4) > 0) {
    const at = dice.below(value.length);
    return value.map((inner, index) => (index === at ? changed(inner, dice) : inner));
  }
  if (value !== null && typeof value === 'object' && dice.below(8) > 0) {
    const entries = Object.entries(value);
    if (entries.length === 0) return { [written(dice.of(nasty))]: dice.of(nasty) };
    const at = dice.below(entries.length);
    const way = dice.below(6);
    if (way === 0) return Object.fromEntries(entries.filter((_, index) => index !== at));
    if (way === 1) return { ...value, [written(dice.of(nasty)).slice(0, 100)]: dice.of(nasty) };
    return Object.fromEntries(
      entries.map(([name, inner], index) => [name, index === at ? changed(inner, dice) : inner]),
    );
  }
  return dice.of(nasty);
}

function pairs(fields: readonly [string, string][], dice: Chance): [string, string][] {
  const list = fields.map(([name, value]) => [name, value] as [string, string]);
  const value = well(written(dice.of(nasty)));
  const way = dice.below(6);
  if (list.length === 0 || way === 0) {
    const name = dice.of([
      'al',
      'da',
      'a',
      'q',
      'ordina',
      'ente',
      'anno',
      'dato',
      'giorno',
      'formato',
      'cursore',
      'on',
      'limit',
      'cursor',
      'sort',
      'a[0].b',
      'a["',
      '__proto__',
      'a.__proto__.b',
    ]);
    return [...list, [name, value]];
  }
  const at = dice.below(list.length);
  if (way === 1) list.splice(at, 1);
  else if (way === 2) list.push(list[at]!);
  else if (way === 3) list[at] = [`${list[at]![0]}${dice.of(['[0]', '.a', '["', '[]', '[__proto__]'])}`, value];
  else list[at] = [list[at]![0], value];
  return list;
}

function written(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Without half characters, which no address can carry. */
function well(text: string): string {
  return text.toWellFormed();
}
