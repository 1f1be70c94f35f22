import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { textShape } from '../../../platform/shape.ts';
import { browserName } from '../rules/browser-name.ts';
import { signInsOf } from '../storage/devices.ts';
import { factorsOf } from '../storage/factors.ts';
import { sessionsOf } from '../storage/own-sessions.ts';
import { letterHeadOf, passwordHashOf, seeAllPeople } from '../storage/people.ts';
import { failedTriesOf } from '../storage/sign-in-entries.ts';
import { longestPause, longestSession } from './open-session.ts';
import { isFreshlyProved } from './own-act.ts';

export const methodShape = z.enum(['password', 'passkey', 'oidc', 'spid', 'cie']);

const place = {
  origin: z.string().nullable().meta({ description: 'L’indirizzo di rete.' }),
  browser: textShape.meta({ description: 'Quello che il navigatore dice di essere.' }),
};

/** How one signs in, from where one is signed in now, and one's sign-ins so far, with the tries that failed. */
export const showOwnAccess = defineAction({
  name: 'identity/show-own-access',
  title: text('vedere i propri accessi', 'see one’s own sign-ins'),
  reads: true,
  scope: 'installation',
  permission: 'signed-in',
  doors: ['api'],
  http: { method: 'GET', path: '/own-access' },
  input: z.object({}),
  output: z.object({
    email: z.string().nullable(),
    hasPassword: z.boolean(),
    fresh: z.boolean().meta({ description: 'Chi è al terminale lo ha provato negli ultimi cinque minuti.' }),
    app: z.iso.datetime().nullable().meta({ description: 'Da quando c’è un’app di codici.' }),
    recoveryLeft: z.int().min(0),
    passkeys: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        created: z.iso.datetime(),
        lastUsed: z.iso.datetime().nullable(),
        copied: z.boolean().meta({ description: 'Si copia su altri dispositivi della persona.' }),
      }),
    ),
    sessions: z.array(
      z.object({
        id: z.string(),
        here: z.boolean().meta({ description: 'È quella con cui si chiede.' }),
        since: z.iso.datetime(),
        seen: z.iso.datetime(),
        method: methodShape,
        level: z.int(),
        ...place,
      }),
    ),
    history: z.array(
      z.object({ at: z.iso.datetime(), method: methodShape, level: z.int(), newDevice: z.boolean(), ...place }),
    ),
    failures: z.array(z.object({ at: z.iso.datetime(), action: z.string(), origin: z.string().nullable() })),
  }),
  example: {},
  async run(context) {
    const { tx, actor, now } = context;
    const person = actor.person!;
    await seeAllPeople(tx);
    const at = now.instant.getTime();
    const factors = await factorsOf(tx, person);
    const open = { createdAfter: new Date(at - longestSession), seenAfter: new Date(at - longestPause) };
    const sessions = await sessionsOf(tx, person, open);
    const history = await signInsOf(tx, person, 20);
    const failures = await failedTriesOf(tx, person, 20);
    return {
      email: (await letterHeadOf(tx, person))?.email ?? null,
      hasPassword: (await passwordHashOf(tx, person)) !== null,
      fresh: await isFreshlyProved(context),
      app: factors.authenticator?.since.toISOString() ?? null,
      recoveryLeft: factors.recoveryLeft,
      passkeys: factors.passkeys.map(({ id, name, created, last_used, device_type }) => ({
        id,
        name,
        created: created.toISOString(),
        lastUsed: last_used?.toISOString() ?? null,
        copied: device_type === 'multiDevice',
      })),
      sessions: sessions.map(({ token_sha256, created, seen, method, level, origin, agent }) => ({
        id: token_sha256.slice(0, 24),
        here: token_sha256 === actor.session,
        since: created.toISOString(),
        seen: seen.toISOString(),
        method,
        level,
        origin,
        browser: browserName(agent),
      })),
      history: history.map(({ at: when, method, level, new_device, origin, agent }) => ({
        at: when.toISOString(),
        method: method as z.output<typeof methodShape>,
        level,
        newDevice: new_device,
        origin,
        browser: browserName(agent),
      })),
      failures: failures.map(({ at: when, action, origin }) => ({ at: when.toISOString(), action, origin })),
    };
  },
});
