import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { signInRefusals } from '../rules/sign-in-refusals.ts';
import { colleagueIn } from '../storage/colleague.ts';
import { signInsOf } from '../storage/devices.ts';
import { factorsOf } from '../storage/factors.ts';
import { fiscalCodeOf } from '../storage/federated-people.ts';
import { letterHeadOf, seeAllPeople } from '../storage/people.ts';

/** How somebody of the association signs in, for whoever helps them in again. Refuses `identity/no-such-colleague`. */
export const showAccount = defineAction({
  name: 'identity/show-account',
  title: text('vedere come accede una persona', 'see how a person signs in'),
  reads: true,
  permission: { capability: 'identity', letter: 'x' },
  http: { method: 'GET', path: '/people/:person/account' },
  input: z.object({ person: z.uuid() }),
  output: z.object({
    person: z.uuid(),
    name: z.string(),
    email: z.string().nullable(),
    hasPassword: z.boolean(),
    app: z.boolean(),
    passkeys: z.int().min(0),
    recoveryLeft: z.int().min(0),
    fiscalCode: z.string().nullable().meta({ description: 'Confermato; con questo entra anche con SPID e CIE.' }),
    lastSignIn: z.iso.datetime().nullable(),
  }),
  example: { person: '00000000-0000-4000-8000-000000000000' },
  async run({ tx, association, now, input }) {
    await seeAllPeople(tx);
    const colleague = await colleagueIn(tx, association, { person: input.person, on: now.today });
    if (!colleague) throw new Refused(signInRefusals.noSuchColleague());
    const { id, name, hasPassword } = colleague;
    const { authenticator, passkeys, recoveryLeft } = await factorsOf(tx, id);
    const [last] = await signInsOf(tx, id, 1);
    return {
      person: id,
      name,
      email: (await letterHeadOf(tx, id))?.email ?? null,
      hasPassword,
      app: authenticator !== null,
      passkeys: passkeys.length,
      recoveryLeft,
      fiscalCode: await fiscalCodeOf(tx, id),
      lastSignIn: last?.at.toISOString() ?? null,
    };
  },
});
