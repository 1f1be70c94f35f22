/** What a program is told of an act: which, when, where, from what role, and the ids of what it was about. */
export type EventBody = {
  readonly id: string;
  readonly event: string;
  readonly at: string;
  readonly association: string;
  readonly entity: string | null;
  readonly role: string | null;
  readonly ids: Readonly<Record<string, string | number>>;
};

/** Fields that name people, whatever they hold. */
const ofPeople = /person|people|email|mail|name|fiscal|address|phone|holder|user|by$/i;
const fiscalCode = /^[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]$/i;
const idText = /^[a-z0-9][a-z0-9_.-]{0,79}$/i;

/**
 * The ids of an act: what stands in its address and what it gave back as an id, a code or a year. Words, amounts, and whatever
 * names or points to a person, are left out.
 *
 * @param inPath the names of the parts of the action's address
 */
export function idsOf(
  inPath: readonly string[],
  input: unknown,
  output: unknown,
): Readonly<Record<string, string | number>> {
  const ids: Record<string, string | number> = {};
  for (const [field, value] of fieldsOf(input)) {
    if (inPath.includes(field) && isId(field, value)) ids[field] = value as string | number;
  }
  for (const [field, value] of fieldsOf(output)) {
    const namesAnId = /^(id|code|year|number)$|Id$/.test(field) || isUuid(value);
    if (namesAnId && isId(field, value)) ids[field] = value as string | number;
  }
  return ids;
}

function fieldsOf(value: unknown): [string, unknown][] {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.entries(value) : [];
}

function isId(field: string, value: unknown): boolean {
  if (ofPeople.test(field)) return false;
  if (typeof value === 'number') return Number.isSafeInteger(value);
  return typeof value === 'string' && idText.test(value) && !fiscalCode.test(value);
}

function isUuid(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
}
