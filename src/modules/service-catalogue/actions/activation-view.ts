import { z } from 'zod';
import { dayShape } from '../../../platform/shape.ts';
import type { StoredActivation } from '../storage/activations.ts';

export const activationStates = ['asked', 'in-force', 'refused', 'withdrawn'] as const;
export const activationActs = ['asked', 'recorded', 'approved', 'refused', 'ended', 'corrected', 'withdrawn'] as const;
const number = (least: number) => z.int().min(least).meta({ format: 'int32' });

export const activationView = z.object({
  id: z.uuid(),
  entity: z.string().max(40),
  entityName: z.string().max(200),
  service: z.string().max(60),
  serviceName: z.object({ it: z.string().max(120), en: z.string().max(120) }),
  from: dayShape,
  until: dayShape.nullable(),
  units: number(0).nullable(),
  beneficiary: z.string().max(200),
  act: z.string().max(300),
  state: z.enum(activationStates),
  did: z.enum(activationActs),
  why: z.string().max(500),
  at: z.iso.datetime(),
  by: z.string().max(300),
  revision: number(1),
});

export function viewOfActivation({ at, ...activation }: StoredActivation) {
  return { ...activation, at: at.toISOString() };
}
