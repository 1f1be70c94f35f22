import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { refusals } from './refusals.ts';

/** What a provider of staff says of somebody it recognised. */
export type Recognised = {
  readonly subject: string;
  readonly email?: string | undefined;
  readonly emailVerified: boolean;
};

/** What the installation's administrator wrote about the provider. */
export type Trust = {
  readonly name: string;
  /** Its addresses are given by the organisation and not chosen by people, though it does not say so of each. */
  readonly emailTrusted: boolean;
  /** The only domains of addresses it may speak for; all where empty. */
  readonly domains: readonly string[];
  /** The only association whose people it may let in; null for all. */
  readonly offeredTo: string | null;
};

/** What is known here: whose the subject is, whose the address is, and what that person holds. */
export type Known = {
  readonly linked: Account | undefined;
  readonly withEmail: Account | undefined;
  /** The subject of this provider linked to the person with the address, where there is one. */
  readonly subjectOfEmail: string | undefined;
};

export type Account = {
  readonly person: string;
  readonly disabled: boolean;
  /** Associations in which the person holds posts today; the empty name is the installation. */
  readonly associations: readonly string[];
};

/**
 * Whose account opens. A subject linked once stays that person's, whatever the address says later. The first time, an address
 * counts only when it is verified (or the provider is trusted for it, within its domains), and only towards an account to which
 * no other subject of this provider is linked: so neither an address chosen at the provider nor one given to a successor
 * takes over an account.
 * Refuses `federation/not-registered`, `unverified-email`, `foreign-domain`, `other-subject`, `not-of-association`, `disabled`.
 */
export function accountFor(
  recognised: Recognised,
  trust: Trust,
  known: Known,
): Result<{ readonly person: string; readonly links: boolean }> {
  const { linked, withEmail } = known;
  if (linked) return admitted(linked, trust, false);
  if (!recognised.email) return refuse(refusals.notRegistered(trust.name));
  if (!isWithin(recognised.email, trust.domains)) return refuse(refusals.foreignDomain(trust.name));
  const trusted = trust.emailTrusted && trust.domains.length > 0;
  if (!recognised.emailVerified && !trusted) return refuse(refusals.unverifiedEmail(trust.name));
  if (!withEmail) return refuse(refusals.notRegistered(trust.name));
  if (known.subjectOfEmail !== undefined) return refuse(refusals.otherSubject(trust.name));
  return admitted(withEmail, trust, true);
}

function admitted(account: Account, trust: Trust, links: boolean): Result<{ person: string; links: boolean }> {
  if (account.disabled) return refuse(refusals.disabled());
  const { offeredTo } = trust;
  const within =
    offeredTo === null || (account.associations.length > 0 && account.associations.every((one) => one === offeredTo));
  return within ? ok({ person: account.person, links }) : refuse(refusals.notOfAssociation(trust.name));
}

function isWithin(email: string, domains: readonly string[]): boolean {
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
  return domains.length === 0 || domains.some((one) => one.toLowerCase() === domain);
}
