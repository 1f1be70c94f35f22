import type { z } from 'zod';

type Def = {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly element?: z.ZodType;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly options?: readonly z.ZodType[];
  readonly values?: readonly unknown[];
  readonly valueType?: z.ZodType;
  readonly getter?: () => z.ZodType;
};

/**
 * Reads what came as texts (a form, a query, the command line) the way the schema means it: numbers, yes or no, lists,
 * groups. Names reach into groups and lists: `costs[0].amount`, `entity.code`, `readings["notice.days"]`; a group or a list may
 * also be given whole, as JSON. An empty text is a value not given. What
 * cannot be read stays as it was typed, for the schema to say what is wrong with it.
 */
export function typedInput(schema: z.ZodType, fields: Readonly<Record<string, unknown>>): unknown {
  return read(schema, nested(fields));
}

function nested(fields: Readonly<Record<string, unknown>>): unknown {
  if (!Object.keys(fields).some((name) => /[.[]/.test(name))) return fields;
  const root: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    const path = partsOf(name);
    if (path.length === 0 || path.length > 8 || path.some(isUnsafe)) continue;
    let place: Record<string, unknown> = root;
    path.forEach((part, index) => {
      if (index === path.length - 1) place[part] = value;
      else {
        const next = place[part];
        place[part] = next !== null && typeof next === 'object' ? next : {};
        place = place[part] as Record<string, unknown>;
      }
    });
  }
  return root;
}

/** `costs[0].amount` in its parts; a part with dots of its own is quoted: `readings["notice.days"]`. */
function partsOf(name: string): string[] {
  return [...name.matchAll(/\["((?:[^"\\]|\\.)*)"\]|[^.[\]]+/g)].map(([part, quoted]) => quoted ?? part);
}

function isUnsafe(part: string): boolean {
  return part === '__proto__' || part === 'constructor' || part === 'prototype' || part.length > 100;
}

function read(schema: z.ZodType, value: unknown): unknown {
  const def = schema.def as unknown as Def;
  switch (def.type) {
    case 'optional':
    case 'default':
    case 'prefault':
    case 'catch':
      return isEmpty(value) ? undefined : read(def.innerType!, value);
    case 'nullable':
      return isEmpty(value) ? (value === undefined ? undefined : null) : read(def.innerType!, value);
    case 'readonly':
    case 'nonoptional':
      return read(def.innerType!, value);
    case 'lazy':
      return read(def.getter!(), value);
    case 'pipe':
      return read(def.in!, value);
    case 'object':
      return readObject(def, fromJson(value, '{'));
    case 'record': {
      const group = fromJson(value, '{');
      return isRecord(group)
        ? Object.fromEntries(Object.entries(group).map(([key, inner]) => [key, read(def.valueType!, inner)]))
        : empty(group);
    }
    case 'array':
      return readList(def, fromJson(value, '['));
    case 'number':
    case 'int':
      return readNumber(value);
    case 'bigint':
      return typeof value === 'string' && /^\s*-?\d+\s*$/.test(value) ? BigInt(value.trim()) : empty(value);
    case 'boolean':
      return readTruth(value);
    case 'literal':
      return (def.values ?? []).find((literal) => String(literal) === value) ?? empty(value);
    case 'union':
      return readUnion(def, value);
    case 'string':
    case 'enum':
    case 'custom':
      return typeof value === 'string' ? empty(value.includes('\n') ? value : value.trim()) : value;
    default:
      return empty(value);
  }
}

/** A group or a list written whole, as JSON; anything else is left as it is. */
function fromJson(value: unknown, opening: '{' | '['): unknown {
  if (typeof value !== 'string' || !value.trimStart().startsWith(opening)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function readObject(def: Def, value: unknown): unknown {
  if (!isRecord(value)) return empty(value);
  const result: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    const schema = def.shape && Object.hasOwn(def.shape, key) ? def.shape[key] : undefined; // `constructor` is no field
    const read_ = schema ? read(schema, inner) : inner;
    if (read_ !== undefined) result[key] = read_;
  }
  return result;
}

function readList(def: Def, value: unknown): unknown {
  if (value === undefined || value === '') return undefined;
  if (Array.isArray(value)) return value.map((item) => read(def.element!, item));
  if (isRecord(value) && Object.keys(value).every((key) => /^\d{1,5}$/.test(key))) {
    return Object.entries(value)
      .sort(([a], [b]) => Number(a) - Number(b))
      .map(([, item]) => read(def.element!, item));
  }
  return isRecord(value) ? value : [read(def.element!, value)];
}

function readNumber(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const bare = value.trim();
  return /^-?\d+(?:[.,]\d+)?$/.test(bare) ? Number(bare.replace(',', '.')) : empty(bare);
}

const truths: Readonly<Record<string, boolean>> = {
  true: true,
  on: true,
  yes: true,
  si: true,
  sì: true,
  '1': true,
  false: false,
  off: false,
  no: false,
  '0': false,
};

function readTruth(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const word = value.trim().toLowerCase();
  return Object.hasOwn(truths, word) ? truths[word] : empty(value);
}

function readUnion(def: Def, value: unknown): unknown {
  if (isEmpty(value)) return undefined;
  for (const option of def.options ?? []) {
    const attempt = read(option, value);
    if (option.safeParse(attempt).success) return attempt;
  }
  const kind = (option: z.ZodType) => (option.def as unknown as Def).type;
  const fitting = def.options?.find((option) =>
    isRecord(value) ? kind(option) === 'object' : kind(option) !== 'object',
  );
  return fitting ? read(fitting, value) : value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === '' || (typeof value === 'string' && value.trim() === '');
}

function empty(value: unknown): unknown {
  return isEmpty(value) ? undefined : value;
}
