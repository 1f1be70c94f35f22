import { z } from 'zod';
import { type EntityCode, entityKinds } from '../../../kernel/entity.ts';
import { text } from '../../../kernel/text.ts';
import { dayShape } from '../../../platform/shape.ts';
import { relations, ways } from '../rules/entity.ts';
import { type EntityField, tidyField, wrongField } from '../rules/entity-fields.ts';
import { standings } from '../rules/figure.ts';
import { isRegister, type RegisterName } from '../rules/register.ts';

/** A field of an entity as it is written; blanks and letter case are put right. */
function fieldShape(field: EntityField, most: number, example: string) {
  return z
    .string()
    .overwrite((typed) => tidyField(field, typed))
    .superRefine((value, context) => {
      const says = wrongField(field, value);
      if (says) context.addIssue({ code: 'custom', params: { says } });
    })
    .meta({ jsonSchema: { type: 'string', maxLength: most, examples: [example] } });
}

export const entityCodeShape = fieldShape('code', 62, 'c_g825') as unknown as z.ZodType<EntityCode, string>;
export const entityNameShape = fieldShape('name', 200, 'Pontassieve');
export const ipaShape = fieldShape('ipa', 62, 'c_g825');
export const istatShape = fieldShape('istat', 6, '048033');
export const belfioreShape = fieldShape('belfiore', 4, 'G825');
export const taxCodeShape = fieldShape('taxCode', 11, '01369050487');
export const provinceShape = fieldShape('province', 2, 'FI');
export const regionShape = fieldShape('region', 200, 'Toscana');

export const kindShape = z.enum(entityKinds);
export const relationShape = z.enum(relations);
export const wayShape = z.enum(ways);
export const latitudeShape = z.number().min(-90).max(90).meta({ format: 'double' });
export const longitudeShape = z.number().min(-180).max(180).meta({ format: 'double' });

/** The act that decides something, as people cite it. */
export const actShape = z.string().trim().max(400);
/** Where a figure comes from. */
export const sourceTextShape = z.string().trim().min(1).max(200);

export const registerShape = z
  .string()
  .superRefine((written, context) => {
    if (isRegister(written)) return;
    context.addIssue({
      code: 'custom',
      params: {
        says: text(
          'Il dato è uno tra: population, workstations, direct-costs, units:nome-del-servizio.',
          'The register is one of: population, workstations, direct-costs, units:name-of-the-service.',
        ),
      },
    });
  })
  .meta({
    jsonSchema: {
      type: 'string',
      maxLength: 67,
      pattern: '^(population|workstations|direct-costs|units:[a-z0-9][a-z0-9_-]{0,60})$',
      examples: ['population'],
    },
  }) as unknown as z.ZodType<RegisterName, string>;

/** Whole numbers; amounts such as `"36000.00"` for money registers. */
export const figureValueOutput = z.union([z.int().meta({ format: 'int64' }), z.string().max(20)]);

export const standingShape = z.enum(standings);

export const entityView = z.object({
  code: z.string().max(62),
  name: z.string().max(200),
  kind: kindShape,
  relation: relationShape,
  ipa: z.string().max(62).nullable(),
  istat: z.string().max(6).nullable(),
  belfiore: z.string().max(4).nullable(),
  taxCode: z.string().max(11).nullable(),
  province: z.string().max(2).nullable(),
  region: z.string().max(200).nullable(),
  latitude: latitudeShape.nullable(),
  longitude: longitudeShape.nullable(),
  hasCed: z.boolean(),
  hasIctStaff: z.boolean().nullable(),
});

export const membershipView = z.object({
  /** First day in. */
  joined: dayShape,
  /** First day out. */
  left: dayShape.nullable(),
  signed: dayShape.nullable(),
  way: wayShape,
  act: z.string().max(400),
  leavingAct: z.string().max(400).nullable(),
});

export const representationView = z.object({
  representative: z.string().max(62),
  represented: z.string().max(62),
  since: dayShape,
  until: dayShape.nullable(),
  act: z.string().max(400),
});

export const figureView = z.object({
  entity: z.string().max(62),
  register: z.string().max(67),
  /** The day it is about. */
  on: dayShape,
  revision: z.int().min(1).meta({ format: 'int32' }),
  /** Null when it was withdrawn. */
  value: figureValueOutput.nullable(),
  standing: standingShape,
  source: z.string().max(200),
  evidence: z.string().max(400),
  /** When its source stated it. */
  decided: dayShape.nullable(),
  /** When it came here. */
  recordedAt: z.iso.datetime(),
  /** A later revision took its place. */
  superseded: z.boolean(),
});
