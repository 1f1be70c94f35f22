import { entityCode } from '../../../../kernel/entity.ts';
import type { Text } from '../../../../kernel/text.ts';
import type { Entity } from '../entity.ts';
import type { EntityIndex } from './entity-index.ts';
import { planProblems } from './plan-problems.ts';
import type { ReadRow, RowFields } from './read-row.ts';
import type { SourceKind } from './source-file.ts';

export type FieldChange = { readonly field: string; readonly from: string | null; readonly to: string | null };

type Planned =
  | { readonly ok: true; readonly entity: Entity; readonly changes: readonly FieldChange[] }
  | { readonly ok: false; readonly says: readonly Text[] };

/**
 * The entity as it would be after the row: a new one with the row's fields, or the known one with those that differ.
 * Refuses a new entity without a name, a code or a kind, and a code that another entity has.
 */
export function planEntity(row: ReadRow, kind: SourceKind, before: Entity | undefined, index: EntityIndex): Planned {
  const entity = before ? changed(before, fieldsOf(row.fields, kind, before)) : added(row);
  if (!('code' in entity)) return { ok: false, says: entity.says };
  const says = taken(entity, before, index);
  if (says.length > 0) return { ok: false, says };
  return { ok: true, entity, changes: before ? changesBetween(before, entity) : [] };
}

/** Which of the row's fields count: public lists complete the codes; only the list of ISTAT and one's own rename. */
function fieldsOf(fields: RowFields, kind: SourceKind, before: Entity): RowFields {
  if (kind === 'own') return fields;
  if (kind === 'istat-municipalities') {
    const { kind: _, ...rest } = fields;
    return rest;
  }
  const ipa = fields.ipa?.toLowerCase() === before.ipa?.toLowerCase() ? undefined : fields.ipa;
  return {
    ...(ipa ? { ipa } : {}),
    ...(fields.taxCode ? { taxCode: fields.taxCode } : {}),
    ...(before.istat === null && fields.istat ? { istat: fields.istat } : {}),
    ...(before.belfiore === null && fields.belfiore ? { belfiore: fields.belfiore } : {}),
  };
}

function changed(before: Entity, fields: RowFields): Entity {
  return { ...before, ...fields };
}

function added({ keys, fields }: ReadRow): Entity | { readonly says: readonly Text[] } {
  const says: Text[] = [];
  const municipal = fields.belfiore !== undefined || fields.istat !== undefined;
  const kind = fields.kind ?? (municipal ? 'comune' : undefined);
  const belfioreCode = fields.belfiore && kind === 'comune' ? `c_${fields.belfiore.toLowerCase()}` : undefined;
  const code = keys.code ?? keys.ipa?.toLowerCase() ?? belfioreCode;
  if (!fields.name) says.push(planProblems.noName);
  if (!kind) says.push(planProblems.noKind);
  if (!code) says.push(planProblems.noOwnCode);
  if (!fields.name || !kind || !code) return { says };
  return {
    code: entityCode(code),
    name: fields.name,
    kind,
    relation: fields.relation ?? 'member',
    ipa: fields.ipa ?? (belfioreCode === code ? code : null),
    istat: fields.istat ?? null,
    belfiore: fields.belfiore ?? null,
    taxCode: fields.taxCode ?? null,
    province: fields.province ?? null,
    region: fields.region ?? null,
    latitude: fields.latitude ?? null,
    longitude: fields.longitude ?? null,
    hasCed: fields.hasCed ?? false,
    hasIctStaff: null,
  };
}

function taken(entity: Entity, before: Entity | undefined, index: EntityIndex): Text[] {
  const holders: [string, Entity | undefined][] = [
    [entity.code, index.byCode.get(entity.code)],
    [entity.ipa ?? '', entity.ipa === null ? undefined : index.byIpa.get(entity.ipa.toLowerCase())],
    [entity.istat ?? '', entity.istat === null ? undefined : index.byIstat.get(entity.istat)],
    [entity.belfiore ?? '', entity.belfiore === null ? undefined : index.byBelfiore.get(entity.belfiore)],
    [entity.taxCode ?? '', entity.taxCode === null ? undefined : index.byTaxCode.get(entity.taxCode)],
  ];
  const says = holders
    .filter(([, holder]) => holder !== undefined && holder.code !== before?.code)
    .map(([code, holder]) => planProblems.taken(code, holder!.name));
  if (entity.relation === 'lead') {
    const lead = [...index.byCode.values()].find((one) => one.relation === 'lead' && one.code !== entity.code);
    if (lead) says.push(planProblems.secondLead(lead.name));
  }
  return says;
}

const compared = [
  'name',
  'kind',
  'relation',
  'ipa',
  'istat',
  'belfiore',
  'taxCode',
  'province',
  'region',
  'latitude',
  'longitude',
  'hasCed',
] as const;

/** The fields in which two states of an entity differ, as texts. */
export function changesBetween(before: Entity, after: Entity): readonly FieldChange[] {
  return compared
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ field, from: shown(before[field]), to: shown(after[field]) }));
}

function shown(value: string | number | boolean | null): string | null {
  return value === null ? null : String(value);
}
