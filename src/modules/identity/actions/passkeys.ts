import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { Refused } from '../../../kernel/result.ts';
import type { Call, Now, Tx } from '../../../platform/action.ts';
import { signInRefusals } from '../rules/sign-in-refusals.ts';
import { lockPasskey, type PasskeyRow, storePasskeyUse } from '../storage/factors.ts';

/** This site, as passkeys know it: the name they are bound to, and the address that the browser signs. */
type Site = { readonly id: string; readonly origin: string };

/** EdDSA, ES256 and RS256: what telephones, computers and keys sign with. */
const algorithms = [-8, -7, -257];

/** What the browser is told, as JSON. */
export type PasskeyOptions = string;

const challengeBytes = (challenge: string) => new Uint8Array(Buffer.from(challenge, 'base64url'));

/** What a browser needs to make a passkey for somebody, who can be found by it alone (discoverable) and must be verified. */
export async function creationOptions(about: {
  readonly person: string;
  readonly name: string;
  readonly label: string;
  readonly challenge: string;
  readonly present: readonly PasskeyRow[];
  readonly call: Call;
}): Promise<PasskeyOptions> {
  const options = await generateRegistrationOptions({
    rpName: 'Comunanza',
    rpID: siteOf(about.call).id,
    userID: new Uint8Array(Buffer.from(about.person)),
    userName: about.label,
    userDisplayName: about.name,
    challenge: challengeBytes(about.challenge),
    attestationType: 'none',
    excludeCredentials: about.present.map(({ id, transports }) => ({ id, transports })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: algorithms,
    timeout: 300_000,
  });
  return JSON.stringify(options);
}

/** What a browser needs to ask for a passkey: one of these, or any where none is named. */
export async function requestOptions(about: {
  readonly challenge: string;
  readonly among?: readonly PasskeyRow[];
  readonly call: Call;
}): Promise<PasskeyOptions> {
  const options = await generateAuthenticationOptions({
    rpID: siteOf(about.call).id,
    challenge: challengeBytes(about.challenge),
    userVerification: 'required',
    timeout: 300_000,
    ...(about.among ? { allowCredentials: about.among.map(({ id, transports }) => ({ id, transports })) } : {}),
  });
  return JSON.stringify(options);
}

/** The passkey that a browser made, from its answer. Refuses `identity/wrong-passkey`. */
export async function madePasskey(
  answer: string,
  challenge: string,
  call: Call,
): Promise<Omit<PasskeyRow, 'person' | 'name' | 'created' | 'last_used'>> {
  const { id, origin } = siteOf(call);
  const response = read<RegistrationResponseJSON>(answer);
  const made = await orWrong(() =>
    verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    }),
  );
  if (!made.verified) throw new Refused(signInRefusals.wrongPasskey());
  const { credential, credentialDeviceType, credentialBackedUp } = made.registrationInfo;
  return {
    id: credential.id,
    public_key: Buffer.from(credential.publicKey).toString('base64url'),
    counter: credential.counter,
    transports: (response.response.transports ?? []).map(String).slice(0, 10),
    device_type: credentialDeviceType,
    backed_up: credentialBackedUp,
  };
}

/**
 * Whose passkey signed the challenge. Its counter, and whether it is copied elsewhere, are stored: one whose counter goes back
 * was cloned, and is refused. Refuses `identity/wrong-passkey`.
 *
 * @param person whose it has to be; anybody's where left out
 */
export async function provenPasskey(
  tx: Tx,
  answer: string,
  at: { readonly challenge: string; readonly person?: string; readonly call: Call; readonly now: Now },
): Promise<PasskeyRow> {
  const response = read<AuthenticationResponseJSON>(answer);
  const passkey = await lockPasskey(tx, response.id);
  if (!passkey || (at.person !== undefined && passkey.person !== at.person))
    throw new Refused(signInRefusals.wrongPasskey());
  const { id, origin } = siteOf(at.call);
  const proof = await orWrong(() =>
    verifyAuthenticationResponse({
      response,
      expectedChallenge: at.challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
      credential: {
        id: passkey.id,
        publicKey: new Uint8Array(Buffer.from(passkey.public_key, 'base64url')),
        counter: passkey.counter,
      },
    }),
  );
  if (!proof.verified) throw new Refused(signInRefusals.wrongPasskey());
  const { newCounter, credentialBackedUp, credentialDeviceType } = proof.authenticationInfo;
  await storePasskeyUse(tx, {
    id: passkey.id,
    counter: newCounter,
    backed_up: credentialBackedUp,
    device_type: credentialDeviceType,
    last_used: at.now.instant,
  });
  return passkey;
}

/** `COMUNANZA_ADDRESS`, else the address that the browser used: a passkey made for another name cannot sign for it. */
function siteOf(call: Call): Site {
  const address = process.env.COMUNANZA_ADDRESS || call.site;
  if (!address || !URL.canParse(address)) throw new Refused(signInRefusals.wrongPasskey());
  const { hostname, origin } = new URL(address);
  return { id: hostname, origin };
}

/** The browser's answer, as far as its outer form; the library checks the rest. */
function read<Answer extends { readonly id: string }>(answer: string): Answer {
  try {
    const parsed = JSON.parse(answer) as Partial<Answer> & { response?: unknown };
    if (
      typeof parsed?.id === 'string' &&
      parsed.id.length < 2000 &&
      parsed.response &&
      typeof parsed.response === 'object'
    )
      return parsed as unknown as Answer;
  } catch {}
  throw new Refused(signInRefusals.wrongPasskey());
}

/** Whatever is wrong with an answer, the library throws it. */
async function orWrong<T>(check: () => Promise<T>): Promise<T> {
  try {
    return await check();
  } catch {
    throw new Refused(signInRefusals.wrongPasskey());
  }
}
