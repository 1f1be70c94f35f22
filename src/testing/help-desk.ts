import { Refused } from '../kernel/result.ts';
import { startAssociation } from '../modules/agreement/index.ts';
import { assignPost, registerPerson, signIn } from '../modules/identity/index.ts';
import { addEntity } from '../modules/membership/index.ts';
import type { Actor } from '../platform/action.ts';
import type { Role } from '../platform/role.ts';
import { consoleIn, personIn } from './actor.ts';
import { type TestServer, testPassword } from './server.ts';

export type Somebody = Actor & { readonly person: string; readonly email: string };

/** An association with two entities of a help desk, and a way to have people in it. */
export async function helpDesk({ perform }: TestServer, association = 'valdarno-valdisieve') {
  const operator = consoleIn(association);
  const [pelago, londa] = ['c_g420', 'c_e668'] as const;
  await perform(startAssociation, { id: association, agreement: association }, consoleIn(null));
  for (const [code, name] of [
    [pelago, 'Pelago'],
    [londa, 'Londa'],
  ] as const)
    await perform(addEntity, { code, name, kind: 'comune', joined: '2019-01-01', signed: '2019-01-01' }, operator);

  let people = 0;
  /** Somebody real, in a post. */
  async function somebody(
    role: Role,
    entity: string | null = null,
    given: { readonly name?: string; readonly email?: string } = {},
  ): Promise<Somebody> {
    people += 1;
    const name = given.name ?? `${role} ${people}`;
    const email = given.email ?? `p${people}@${entity === null ? 'ufficio' : entity.replace('_', '-')}.example`;
    const { person } = await perform(registerPerson, { email, name, password: testPassword }, operator);
    await perform(assignPost, { email, role, since: '2020-01-01', ...(entity ? { entity } : {}) }, operator);
    return { ...personIn(association, role, entity), person, name, email };
  }
  /** The `Cookie` header of somebody, signed in. */
  async function cookieOf({ email }: Somebody): Promise<string> {
    const entered = await perform(signIn, { email, password: testPassword }, consoleIn(null));
    if (entered.outcome !== 'in') throw new Error(`${email} could not sign in`);
    return `sessione=${entered.token}`;
  }
  return { association, operator, pelago, londa, somebody, cookieOf };
}

/** The code of the first refusal, or `done`. */
export const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error) => (error instanceof Refused ? error.refusals[0]!.code : Promise.reject(error)),
  );
