import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import type { Entity } from '../rules/entity.ts';
import { changesBetween } from '../rules/import/plan-entity.ts';
import { updateEntity } from '../storage/entities.ts';
import { holdRegister } from '../storage/register-lock.ts';
import { refuseTaken, withWholePlace } from './add-entity.ts';
import { lockedEntity } from './known-entity.ts';
import {
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
} from './shapes.ts';

/** Left out: as it is. Null, or an empty text: no longer known. */
const clearable = <T extends z.ZodType>(shape: T) => shape.optional().nullable();

export const changeEntity = defineAction({
  name: 'membership/change-entity',
  title: text('cambiare i dati di un ente', "change an entity's data"),
  about: text(
    'Cambia i dati indicati e lascia gli altri come sono; quelli di prima restano nella storia dell’ente. Il codice non cambia.',
    'Changes the data given and leaves the rest; what was before stays in the entity’s history. The code does not change.',
  ),
  permission: { capability: 'membership', letter: 'w' },
  input: withWholePlace(
    z.object({
      entity: entityCodeShape,
      name: entityNameShape.optional(),
      kind: kindShape.optional(),
      relation: relationShape.optional(),
      ipa: clearable(ipaShape),
      istat: clearable(istatShape),
      belfiore: clearable(belfioreShape),
      taxCode: clearable(taxCodeShape),
      province: clearable(provinceShape),
      region: clearable(regionShape),
      latitude: clearable(latitudeShape),
      longitude: clearable(longitudeShape),
      hasCed: z.boolean().optional(),
      hasIctStaff: clearable(z.boolean()),
    }),
  ),
  output: entityView,
  http: { method: 'PATCH', path: '/entities/:entity' },
  example: { entity: 'c_g825', hasIctStaff: true },
  async run({ tx, association, actor, now, input }) {
    const { entity: code, ...given } = input;
    await holdRegister(tx, association, 'alone');
    const before = await lockedEntity(tx, association, code);
    const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    const after: Entity = { ...before, ...said };
    if (changesBetween(before, after).length === 0 && before.hasIctStaff === after.hasIctStaff) return before;
    await refuseTaken(tx, association, after);
    await updateEntity(tx, association, { before, after }, { at: now.instant, by: actor.person });
    return after;
  },
});
