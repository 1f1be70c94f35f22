import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts';
import { publicLevelOf } from './assurance.ts';
import { refusals } from './refusals.ts';
import { spidAnomaly } from './spid-anomaly.ts';

type Level = 1 | 2 | 3;

/** An answer of a SAML provider, read from what its signatures cover and from nothing else. Instants as they are written. */
export type SamlAnswer = {
  readonly id: string;
  readonly version: string;
  readonly issued: string;
  readonly inResponseTo: string;
  readonly destination: string;
  readonly issuer: Issuer;
  readonly status: string;
  /** The number in SPID's status message, where there is one. */
  readonly anomaly?: number | undefined;
  /** Absent where the provider said no. */
  readonly assertion?: SamlAssertion | undefined;
};

type Issuer = { readonly value: string; readonly format: string | undefined };

export type SamlAssertion = {
  readonly id: string;
  readonly version: string;
  readonly issued: string;
  readonly issuer: Issuer;
  readonly subject: string;
  readonly subjectFormat: string;
  /** Goes back with the request to sign out. */
  readonly subjectQualifier: string;
  readonly confirmation: {
    readonly method: string;
    readonly recipient: string;
    readonly notOnOrAfter: string;
    readonly notBefore?: string | undefined;
    readonly inResponseTo: string;
  };
  readonly notBefore: string;
  readonly notOnOrAfter: string;
  readonly audiences: readonly string[];
  readonly levelName: string;
  readonly sessionIndex: string;
  readonly attributes: Readonly<Record<string, string>>;
};

/** What the answer must agree with: what was asked, of whom, when, and who we are. */
export type SamlQuestion = {
  readonly id: string;
  readonly asked: Date;
  readonly level: Level;
  readonly provider: string;
  readonly audience: string;
  /** Where answers arrive. */
  readonly address: string;
};

const entityFormat = 'urn:oasis:names:tc:SAML:2.0:nameid-format:entity';
const transient = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient';
const bearer = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';
const success = 'urn:oasis:names:tc:SAML:2.0:status:Success';
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/** How far two clocks may be apart, in milliseconds; and how long after the question an answer may come. */
export const skew = 60 * 1000;
export const longestWait = 15 * 60 * 1000;

/**
 * Whether an answer, whose signatures were found good, is the one to the question; the first reason against it otherwise.
 * Gives the assertion and the level it reached.
 * Refuses `federation/unsolicited`, `wrong-issuer`, `wrong-destination`, `wrong-audience`, `wrong-time`, `too-weak`,
 * `malformed`, and `declined` with what the provider says. That it comes once is for whoever keeps count.
 * Source: SPID, regole tecniche, "Response"; SAML 2.0 Core 2.5, Profiles 4.1.4.
 */
export function acceptSamlAnswer(
  answer: SamlAnswer,
  question: SamlQuestion,
  now: Date,
): Result<{ readonly assertion: SamlAssertion; readonly level: Level }> {
  const against = againstAnswer(answer, question, now);
  if (against) return refuse(against);
  if (answer.status !== success) return refuse(spidAnomaly(answer.anomaly));
  const { assertion } = answer;
  if (!assertion) return refuse(refusals.malformed());
  const wrong = againstAssertion(assertion, question, now);
  if (wrong) return refuse(wrong);
  const level = publicLevelOf(assertion.levelName);
  if (level === undefined || level < question.level) return refuse(refusals.tooWeak(question.level));
  return ok({ assertion, level });
}

function againstAnswer(answer: SamlAnswer, question: SamlQuestion, now: Date): Refusal | undefined {
  if (answer.version !== '2.0' || answer.id === '' || !instant.test(answer.issued)) return refusals.malformed();
  if (answer.inResponseTo !== question.id) return refusals.unsolicited();
  if (answer.destination !== question.address) return refusals.wrongDestination();
  if (!isIssuer(answer.issuer, question.provider, 'optional')) return refusals.wrongIssuer();
  return isBetween(answer.issued, question.asked, now) ? undefined : refusals.wrongTime();
}

function againstAssertion(assertion: SamlAssertion, question: SamlQuestion, now: Date): Refusal | undefined {
  const { confirmation } = assertion;
  const instants = [assertion.issued, assertion.notBefore, assertion.notOnOrAfter, confirmation.notOnOrAfter];
  if (assertion.version !== '2.0' || assertion.id === '' || !instants.every((written) => instant.test(written)))
    return refusals.malformed();
  if (assertion.subject === '' || assertion.subjectFormat !== transient || confirmation.method !== bearer)
    return refusals.malformed();
  // Browser profile: a bearer's confirmation has an end, never a beginning.
  if (confirmation.notBefore !== undefined) return refusals.malformed();
  if (confirmation.inResponseTo !== question.id) return refusals.unsolicited();
  if (confirmation.recipient !== question.address) return refusals.wrongDestination();
  if (!isIssuer(assertion.issuer, question.provider, 'required')) return refusals.wrongIssuer();
  if (!assertion.audiences.includes(question.audience)) return refusals.wrongAudience();
  const begins = Date.parse(assertion.notBefore) - skew;
  const ends = Math.min(Date.parse(assertion.notOnOrAfter), Date.parse(confirmation.notOnOrAfter)) + skew;
  const inTime = now.getTime() >= begins && now.getTime() < ends && isBetween(assertion.issued, question.asked, now);
  return inTime ? undefined : refusals.wrongTime();
}

function isIssuer(issuer: Issuer, provider: string, format: 'optional' | 'required'): boolean {
  const formatFits = issuer.format === entityFormat || (format === 'optional' && issuer.format === undefined);
  return issuer.value === provider && formatFits;
}

function isBetween(written: string, from: Date, to: Date): boolean {
  const at = Date.parse(written);
  return at >= from.getTime() - skew && at <= to.getTime() + skew;
}
