import { hash, verify } from '@node-rs/argon2';
import { BadInput } from '../../../platform/problem.ts';
import { passwordProblems } from '../rules/password.ts';
import { guessesOf } from './common-passwords.ts';

/** argon2id, 19 MiB, two passes: what OWASP asks at least. */
const cost = { memoryCost: 19456, timeCost: 2, parallelism: 1 };

/** The hash of a new password. Throws `BadInput` at `path` with everything that is wrong with it. */
export async function hashNewPassword(
  password: string,
  about: { readonly email: string; readonly name: string; readonly path: string },
): Promise<string> {
  const problems = passwordProblems(password, { ...about, guesses: await guessesOf(password, about) });
  if (problems.length > 0) throw new BadInput(problems.map((says) => ({ path: about.path, says })));
  return hash(password, cost);
}

let decoy: Promise<string> | undefined;

/** Whether the password is the one hashed. Takes as long when there is no hash at all. */
export async function isPassword(password: string, passwordHash: string | null | undefined): Promise<boolean> {
  if (!passwordHash) {
    decoy ??= hash('nobody has this password', cost);
    await verify(await decoy, password);
    return false;
  }
  return verify(passwordHash, password);
}
