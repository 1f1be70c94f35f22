import { Refused } from '../kernel/result.ts';
import { startAssociation } from '../modules/agreement/index.ts';
import { setSecondFactorPolicy } from '../modules/identity/actions/set-second-factor-policy.ts';
import { agreementLimits } from '../modules/identity/agreement-limits.ts';
import { assignPost, authorise, identification, registerPerson } from '../modules/identity/index.ts';
import { addEntity } from '../modules/membership/actions/add-entity.ts';
import type { Actor } from '../platform/action.ts';
import { stoppedClock } from '../platform/clock.ts';
import { createPerform, type Perform } from '../platform/perform.ts';
import { actorFor } from '../platform/server/identification.ts';
import { consoleIn } from './actor.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';

export type TestPost = {
  readonly role: string;
  readonly entity?: string;
  readonly since?: string;
  readonly until?: string;
};

export type TestPeople = {
  readonly database: TestDatabase;
  readonly perform: Perform;
  /** The association, with the agreement of Valdarno e Valdisieve and the municipalities Pelago and Rufina. */
  readonly association: string;
  readonly pelago: string;
  readonly rufina: string;
  /** What time it is from now on. */
  readonly itIs: (instant: string) => void;
  /** Somebody new with these posts since 2020; gives the address. */
  readonly somebody: (...posts: readonly TestPost[]) => Promise<string>;
  /** Somebody with an address as they come in now, from the first of their posts. */
  readonly actingAs: (email: string) => Promise<Actor>;
  /** Somebody new with these posts, come in. */
  readonly actor: (...posts: readonly TestPost[]) => Promise<Actor>;
};

const password = 'torre ponte lago neve';

/** An association with two municipalities and a clock to be moved. Call it at the top of the file. */
export async function testPeople(now = '2027-03-01T10:00:00Z'): Promise<TestPeople> {
  const database = await createTestDatabase();
  let instant = now;
  const clock = () => stoppedClock(instant)();
  const perform = createPerform({
    database,
    clock,
    authorise,
    limitsOf: agreementLimits(database),
    checksOutput: true,
  });
  const who = identification(database);
  const association = 'valdarno-valdisieve';
  const name = { name: 'Valdarno e Valdisieve', shortName: 'VV' };
  await perform(startAssociation, { id: association, agreement: association, ...name }, consoleIn(null));
  for (const [town, belfiore, istat] of [
    ['Pelago', 'G420', '048032'],
    ['Rufina', 'H635', '048037'],
  ] as const) {
    const codes = { belfiore, istat, ipa: `c_${belfiore.toLowerCase()}`, province: 'fi', region: 'Toscana' };
    await perform(addEntity, { name: town, kind: 'comune', ...codes, joined: '2018-01-15' }, consoleIn(association));
  }
  await perform(setSecondFactorPolicy, { policy: 'offered' }, consoleIn(association));
  let people = 0;
  const somebody = async (...posts: readonly TestPost[]) => {
    people += 1;
    const email = `persona${people}@prova.example`;
    await perform(registerPerson, { email, name: `Persona ${people}`, password }, consoleIn(association));
    for (const post of posts)
      await perform(assignPost, { since: '2020-01-01', ...post, email }, consoleIn(association));
    return email;
  };
  const actingAs = async (email: string) => {
    const signedIn = await who.byPassword(email, password, clock());
    return actorFor(signedIn, { association, language: 'it', via: 'api' });
  };
  return {
    database,
    perform,
    association,
    pelago: 'c_g420',
    rufina: 'c_h635',
    itIs: (later) => {
      instant = later;
    },
    somebody,
    actingAs,
    actor: async (...posts) => actingAs(await somebody(...posts)),
  };
}

/** Why something was refused; nothing when it was done. */
export async function refusalsOf(work: Promise<unknown>): Promise<Refused['refusals']> {
  try {
    await work;
    return [];
  } catch (error) {
    if (error instanceof Refused) return error.refusals;
    throw error;
  }
}

export async function codesOf(work: Promise<unknown>): Promise<string[]> {
  return (await refusalsOf(work)).map(({ code }) => code);
}
