import { startAssociation } from '../modules/agreement/index.ts';
import { setSecondFactorPolicy } from '../modules/identity/actions/set-second-factor-policy.ts';
import { assignPost, identification, registerPerson } from '../modules/identity/index.ts';
import { addEntity } from '../modules/membership/actions/add-entity.ts';
import type { Actor } from '../platform/action.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/connect.ts';
import type { Perform } from '../platform/perform.ts';
import { actorFor } from '../platform/server/identification.ts';
import { consoleIn } from './actor.ts';

export const calatino = 'calatino';
export const vizzini = 'c_m100';
export const mineo = 'c_f217';
export const caltagirone = 'c_b428';
export const calatinoPassword = 'torre ponte lago neve';

/** The association of the Calatino with its lead and two municipalities, and people to act in it. */
export async function startCalatino({
  database,
  perform,
  clock,
  written,
}: {
  database: Database;
  perform: Perform;
  clock: Clock;
  /** The agreement's text; the shipped one where left out. */
  written?: string;
}) {
  const name = { name: 'Area interna del Calatino', shortName: 'Calatino' };
  const agreement = written === undefined ? { agreement: calatino } : { written, act: 'Delibera 1' };
  await perform(startAssociation, { id: calatino, ...agreement, ...name }, consoleIn(null));
  await perform(setSecondFactorPolicy, { policy: 'offered' }, consoleIn(calatino));
  for (const [town, belfiore, istat, relation] of [
    ['Caltagirone', 'B428', '087011', 'lead'],
    ['Vizzini', 'M100', '087054', 'member'],
    ['Mineo', 'F217', '087027', 'member'],
  ] as const) {
    const codes = { belfiore, istat, ipa: `c_${belfiore.toLowerCase()}`, province: 'ct', region: 'Sicilia' };
    await perform(
      addEntity,
      { name: town, kind: 'comune', relation, ...codes, joined: '2020-03-31' },
      consoleIn(calatino),
    );
  }
  const who = identification(database);
  /** Somebody with this name and post, come in. */
  const actor = async (personName: string, role: string, entity?: string): Promise<Actor & { email: string }> => {
    const email = `${personName.toLowerCase().replace(/[^a-z]+/g, '.')}@prova.example`;
    await perform(registerPerson, { email, name: personName, password: calatinoPassword }, consoleIn(calatino));
    const post = { email, role, since: '2020-01-01', ...(entity ? { entity } : {}) };
    await perform(assignPost, post as never, consoleIn(calatino));
    return actingAs(email);
  };
  const actingAs = async (email: string) => {
    const signedIn = await who.byPassword(email, calatinoPassword, clock());
    return { ...actorFor(signedIn, { association: calatino, language: 'it', via: 'api' }), email };
  };
  return { actor, actingAs };
}
