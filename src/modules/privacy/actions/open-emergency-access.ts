import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { localTimeAt } from '../../../kernel/day.ts';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { say } from '../../../platform/problem.ts';
import { entityNames } from '../names.ts';
import { refusals } from '../rules/refusals.ts';
import { dataSetById } from '../storage/data-sets.ts';
import { insertEmergency } from '../storage/emergencies.ts';
import { seeAsOffice } from '../storage/office.ts';
import { tellEntity } from '../tell-entity.ts';
import { termsOn } from '../terms-on.ts';
import { appliesMeasures } from './permissions.ts';

/**
 * Opens an access in an emergency, where the agreement has it: with a reason, for some hours, with notice to the entity at once,
 * to be reviewed by it. Refuses `privacy/no-such-data-set`, `privacy/emergency-off`.
 */
export const openEmergencyAccess = defineAction({
  name: 'privacy/open-emergency-access',
  title: text('aprire un accesso di emergenza', 'open an emergency access'),
  permission: appliesMeasures,
  http: { method: 'POST', path: '/emergency-accesses' },
  input: z.object({
    dataSet: z.uuid(),
    reason: z
      .string()
      .trim()
      .min(
        15,
        say('Il motivo va spiegato: almeno 15 caratteri.', 'The reason is to be explained: 15 characters at least.'),
      )
      .max(1000),
  }),
  output: z.object({ id: z.uuid(), closes: z.iso.datetime() }),
  example: {
    dataSet: '0d7bd5a5-6e0c-4b87-9d1f-1f6f5a7f0a11',
    reason: 'Ripristino dopo un guasto del server che serve alle elezioni di domani',
  },
  async run({ tx, association, actor, now, input, tell }) {
    await seeAsOffice(tx);
    const dataSet = await dataSetById(tx, association, input.dataSet);
    if (!dataSet || actor.person === null) throw new Refused(refusals.noSuchDataSet());
    const { terms, source } = await termsOn(tx, association, now.today);
    if (terms.breakGlass === 'off') throw new Refused(refusals.emergencyOff(source));
    const closes = new Date(now.instant.getTime() + terms.breakGlassHours * 60 * 60 * 1000);
    const id = randomUUID();
    const { entity } = dataSet;
    const { reason } = input;
    const emergency = { id, dataSet: dataSet.id, entity, person: actor.person, reason, opened: now.instant, closes };
    await insertEmergency(tx, association, emergency);
    const until = localTimeAt(closes.getTime()).replace('T', ' ');
    const owner = (await entityNames(tx, association))(entity);
    await tellEntity(tx, {
      association,
      entity,
      now,
      kind: 'privacy/emergency',
      subject: text(`Accesso di emergenza a «${dataSet.name}»`, `Emergency access to “${dataSet.name}”`),
      text: text(
        `${actor.name} ha aperto un accesso di emergenza a «${dataSet.name}» di ${owner}, senza un atto dell’ente, fino alle ${until}.\n\nMotivo: ${reason}\n\nL’accesso e ciò che si legge restano nel registro. L’ente lo esamina nella scheda dell’insieme di dati.`,
        `${actor.name} opened an emergency access to “${dataSet.name}” of ${owner}, without an act of the entity, until ${until}.\n\nReason: ${reason}\n\nThe access and what is read stay in the log. The entity reviews it in the record of the data set.`,
      ),
    });
    tell({ actingFor: entity, after: { emergency: id, dataSet: dataSet.id, reason, closes: closes.toISOString() } });
    return { id, closes: closes.toISOString() };
  },
});
