import { createHash, randomBytes } from 'node:crypto';
import type { Call, Now, Tx } from '../../../platform/action.ts';
import type { Level, SignInMethod } from '../../../platform/server/identification.ts';
import { siteAddress } from '../../../platform/site-address.ts';
import { letters } from '../rules/letters.ts';
import { whatToTell } from '../rules/new-device.ts';
import { hasEnteredBefore, insertSignIn, isKnownDevice, newDevicesOf, rememberDevice } from '../storage/devices.ts';
import { deleteSessionsBefore, insertSession } from '../storage/sessions.ts';
import { sendLetter } from './send-letter.ts';

/** How long a session lasts at most, and how long without use, in milliseconds. */
export const longestSession = 12 * 60 * 60 * 1000;
export const longestPause = 2 * 60 * 60 * 1000;

/** How long a person's own history of sign-ins goes back, and how long a browser is remembered, in milliseconds. */
const history = 400 * 24 * 60 * 60 * 1000;

/** The form in which a token is kept. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/**
 * Opens a session for somebody whose identity is proved, whatever the way; returns its token, which only the browser keeps.
 * The sign-in goes into the person's history, the browser is known from now on, and from a new one the person is told by
 * e-mail, once a day for those alike. The transaction must see the whole installation (`seeAllPeople`). Whoever calls it writes the audit entry.
 */
export async function openSession(
  tx: Tx,
  entered: {
    readonly person: string;
    readonly method: SignInMethod;
    readonly level: Level;
    readonly now: Now;
    readonly call: Call;
  },
): Promise<string> {
  const { person, method, level, now, call } = entered;
  const at = now.instant;
  const token = randomBytes(32).toString('base64url');
  const origin = call.origin ?? null;
  const agent = call.agent ?? null;
  const newDevice = await isNewDevice(tx, entered);
  const told = newDevice && (await tellOfNewDevice(tx, entered));
  await deleteSessionsBefore(tx, new Date(at.getTime() - longestSession));
  await insertSession(tx, {
    token_sha256: tokenHash(token),
    person,
    association: null,
    post: null,
    created: at,
    seen: at,
    method,
    level,
    origin,
    agent,
    proved: null,
    device: call.device ?? null,
  });
  const entry = { person, at, method, level, origin, agent, new_device: newDevice, told };
  await insertSignIn(tx, entry, new Date(at.getTime() - history));
  if (call.device) await rememberDevice(tx, { device: call.device, person, since: at, seen: at, agent });
  return token;
}

type Entered = { readonly person: string; readonly now: Now; readonly call: Call };

/** Whether the person never came in from this browser before. */
async function isNewDevice(tx: Tx, { person, now, call: { device } }: Entered): Promise<boolean> {
  if (!device) return false;
  const since = new Date(now.instant.getTime() - history);
  return !(await isKnownDevice(tx, { device, person, since }));
}

/** Writes to the person, unless it is the very first sign-in, or one alike was told within a day (`rules/new-device.ts`). */
async function tellOfNewDevice(tx: Tx, { person, now, call }: Entered): Promise<boolean> {
  if (!(await hasEnteredBefore(tx, person))) return false;
  const at = now.instant;
  const earlier = await newDevicesOf(tx, person, new Date(at.getTime() - history));
  const { tell, unsaid } = whatToTell(earlier, { at, origin: call.origin ?? null, agent: call.agent ?? null });
  if (!tell) return false;
  const occasion = { at, origin: call.origin, agent: call.agent, unsaid, site: siteAddress(call) };
  await sendLetter(tx, { person, now }, 'identity/new-device', ({ name }, language) =>
    letters.newDevice({ name, ...occasion }, language),
  );
  return true;
}
