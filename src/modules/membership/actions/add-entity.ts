import { z } from 'zod';
import { entityKinds } from '../../../kernel/entity.ts';
import { Refused } from '../../../kernel/result.ts';
import { type Text, text } from '../../../kernel/text.ts';
import { acrossFields } from '../../../platform/across-fields.ts';
import { defineAction, type Tx } from '../../../platform/action.ts';
import { dayShape } from '../../../platform/shape.ts';
import type { Entity } from '../rules/entity.ts';
import { refusals } from '../rules/refusals.ts';
import { holdersOf, insertEntity } from '../storage/entities.ts';
import { insertMembership } from '../storage/memberships.ts';
import { holdRegister } from '../storage/register-lock.ts';
import {
  actShape,
  belfioreShape,
  entityCodeShape,
  entityNameShape,
  entityView,
  ipaShape,
  istatShape,
  kindShape,
  latitudeShape,
  longitudeShape,
  provinceShape,
  regionShape,
  relationShape,
  taxCodeShape,
  wayShape,
} from './shapes.ts';

/** What may be said of an entity, each left out where it is not known. */
export const entityFields = {
  name: entityNameShape,
  kind: kindShape,
  relation: relationShape,
  ipa: ipaShape.nullable(),
  istat: istatShape.nullable(),
  belfiore: belfioreShape.nullable(),
  taxCode: taxCodeShape.nullable(),
  province: provinceShape.nullable(),
  region: regionShape.nullable(),
  latitude: latitudeShape.nullable(),
  longitude: longitudeShape.nullable(),
  hasCed: z.boolean(),
  hasIctStaff: z.boolean().nullable(),
};

const half = text('Servono latitudine e longitudine insieme.', 'Latitude and longitude go together.');

/** Latitude and longitude come together. */
export function withWholePlace<S extends z.ZodType>(input: S): S {
  const lacks = (given: Readonly<Record<string, unknown>>, one: string, other: string) =>
    (given[one] ?? null) === null && (given[other] ?? null) !== null ? half : undefined;
  return acrossFields(
    acrossFields(input, 'latitude', (given) => lacks(given, 'latitude', 'longitude')),
    'longitude',
    (given) => lacks(given, 'longitude', 'latitude'),
  );
}

/** Nobody joins before signing. */
export function withSigningFirst<S extends z.ZodType>(input: S): S {
  return acrossFields(input, 'signed', ({ signed, joined }) =>
    typeof signed === 'string' && typeof joined === 'string' && signed > joined ? signedAfter : undefined,
  );
}

const signedAfter = text(
  "La firma non può venire dopo l'inizio dell'adesione.",
  'Signing cannot come after the first day in.',
);

const newEntity = z.object({
  code: entityCodeShape.optional(),
  ...entityFields,
  relation: relationShape.default('member'),
  ipa: entityFields.ipa.optional(),
  istat: entityFields.istat.optional(),
  belfiore: entityFields.belfiore.optional(),
  taxCode: entityFields.taxCode.optional(),
  province: entityFields.province.optional(),
  region: entityFields.region.optional(),
  latitude: entityFields.latitude.optional(),
  longitude: entityFields.longitude.optional(),
  hasCed: z.boolean().default(false),
  hasIctStaff: entityFields.hasIctStaff.optional(),
  /** First day in. */
  joined: dayShape.optional(),
  signed: dayShape.optional(),
  way: wayShape.default('signatory'),
  act: actShape.default(''),
});

const lacksJoining = text(
  "Se c'è la firma, serve il primo giorno di adesione.",
  'With a signing, the first day in is needed.',
);

function lacksCode({ code, ipa, kind, belfiore }: Readonly<Record<string, unknown>>): Text | undefined {
  const isKind = entityKinds.some((one) => one === kind);
  if (code || ipa || !isKind || (kind === 'comune' && belfiore)) return undefined;
  return text(
    'Serve un codice: quello IPA o, per un comune, quello catastale; altrimenti uno proprio.',
    'A code is needed: the IPA one or, for a municipality, the land registry’s; one of your own otherwise.',
  );
}

export const addEntity = defineAction({
  name: 'membership/add-entity',
  title: text('aggiungere un ente', 'add an entity'),
  about: text(
    "Mette un ente nel registro e, se si indica da quando, nell'associazione. Per un comune il codice, se non si indica, è c_ e il codice catastale.",
    'Puts an entity into the register and, if the day is given, into the association. The code of a municipality, if left out, is c_ and its land registry code.',
  ),
  permission: { capability: 'membership', letter: 'w' },
  input: withSigningFirst(
    withWholePlace(
      acrossFields(acrossFields(newEntity, 'code', lacksCode), 'joined', ({ signed, joined }) =>
        signed && !joined ? lacksJoining : undefined,
      ),
    ),
  ),
  output: entityView,
  http: { method: 'POST', path: '/entities' },
  example: {
    name: 'Rignano sull’Arno',
    kind: 'comune',
    ipa: 'c_h286',
    istat: '048036',
    belfiore: 'H286',
    province: 'FI',
    region: 'Toscana',
    joined: '2027-01-01',
  },
  async run({ tx, association, actor, now, input }) {
    const by = { at: now.instant, by: actor.person };
    const municipal = input.kind === 'comune' && input.belfiore ? `c_${input.belfiore.toLowerCase()}` : undefined;
    const entity: Entity = {
      code: (input.code ?? input.ipa?.toLowerCase() ?? municipal) as Entity['code'],
      name: input.name,
      kind: input.kind,
      relation: input.relation,
      ipa: input.ipa ?? null,
      istat: input.istat ?? null,
      belfiore: input.belfiore ?? null,
      taxCode: input.taxCode ?? null,
      province: input.province ?? null,
      region: input.region ?? null,
      latitude: input.latitude ?? null,
      longitude: input.longitude ?? null,
      hasCed: input.hasCed,
      hasIctStaff: input.hasIctStaff ?? null,
    };
    await holdRegister(tx, association, 'alone');
    await refuseTaken(tx, association, entity);
    if (!(await insertEntity(tx, association, entity, by))) throw new Refused(refusals.codeTaken(entity.code));
    if (input.joined) {
      await insertMembership(
        tx,
        association,
        {
          entity: entity.code,
          joined: input.joined,
          left: null,
          signed: input.signed ?? null,
          way: input.way,
          act: input.act,
          leavingAct: null,
        },
        by,
      );
    }
    return entity;
  },
});

/** Refuses codes that another entity has, and a second lead. */
export async function refuseTaken(tx: Tx, association: string, entity: Entity): Promise<void> {
  const holders = await holdersOf(tx, association, entity);
  const sharing = holders.filter(
    (one) =>
      (entity.ipa !== null && one.ipa?.toLowerCase() === entity.ipa.toLowerCase()) ||
      (entity.istat !== null && one.istat === entity.istat) ||
      (entity.belfiore !== null && one.belfiore === entity.belfiore) ||
      (entity.taxCode !== null && one.taxCode === entity.taxCode),
  );
  if (sharing.length > 0) throw new Refused(refusals.codesTaken(sharing));
  const lead = holders.find((one) => one.relation === 'lead');
  if (lead) throw new Refused(refusals.secondLead(lead));
}
