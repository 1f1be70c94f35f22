import { describe, expect, test } from 'vitest';
import { levelOf, publicLevelOf } from './assurance.ts';
import { businessIn } from './business.ts';
import { type Account, accountFor, type Known, type Trust } from './linking.ts';
import { withPolicy } from './metadata-policy.ts';

const trust: Trust = { name: 'Comune', emailTrusted: false, domains: [], offeredTo: null };
const rita: Account = { person: 'rita', disabled: false, associations: ['lecco'] };
const paolo: Account = { person: 'paolo', disabled: false, associations: ['lecco'] };
const nobody: Known = { linked: undefined, withEmail: undefined, subjectOfEmail: undefined };
const recognised = { subject: 's1', email: 'rita@comune.it', emailVerified: true };

function outcome(said: Partial<typeof recognised>, trusted: Partial<Trust>, known: Partial<Known>): string {
  const found = accountFor({ ...recognised, ...said }, { ...trust, ...trusted }, { ...nobody, ...known });
  return found.ok
    ? `${found.value.person}${found.value.links ? ' linked now' : ''}`
    : found.refusals[0]!.code.slice(11);
}

describe('whose account opens', () => {
  test.each([
    ['a verified address, the first time', {}, {}, { withEmail: rita }, 'rita linked now'],
    [
      'a subject linked before, whatever the address',
      { emailVerified: false },
      {},
      { linked: rita, withEmail: paolo },
      'rita',
    ],
    ['an address not verified', { emailVerified: false }, {}, { withEmail: rita }, 'unverified-email'],
    [
      'trust without domains',
      { emailVerified: false },
      { emailTrusted: true },
      { withEmail: rita },
      'unverified-email',
    ],
    [
      'trust within domains',
      { emailVerified: false },
      { emailTrusted: true, domains: ['COMUNE.it'] },
      { withEmail: rita },
      'rita linked now',
    ],
    ['a domain that ends alike', {}, { domains: ['une.it'] }, { withEmail: rita }, 'foreign-domain'],
    ['a subdomain', { email: 'rita@x.comune.it' }, { domains: ['comune.it'] }, { withEmail: rita }, 'foreign-domain'],
    ['the address of a predecessor', {}, {}, { withEmail: rita, subjectOfEmail: 's0' }, 'other-subject'],
    ['an address of nobody', {}, {}, {}, 'not-registered'],
    ['a suspended account', {}, {}, { linked: { ...rita, disabled: true } }, 'disabled'],
    [
      'posts elsewhere too',
      {},
      { offeredTo: 'lecco' },
      { linked: { ...rita, associations: ['', 'lecco'] } },
      'not-of-association',
    ],
    ['no post at all', {}, { offeredTo: 'lecco' }, { linked: { ...rita, associations: [] } }, 'not-of-association'],
    ['posts there only', {}, { offeredTo: 'lecco' }, { linked: rita }, 'rita'],
  ] as const)('[CAL-9.3] %s', (_, said, trusted, known, expected) => {
    expect(outcome(said, trusted, known)).toBe(expected);
  });
});

test('[CAL-9.3] the level is what the administrator wrote for an acr, else what amr says, else the lowest', () => {
  expect(levelOf({ acr: 'gold', amr: ['pwd'] }, { gold: 3 })).toBe(3);
  expect(levelOf({ acr: 'bronze', amr: ['pwd', 'hwk'] }, { bronze: 1 })).toBe(1);
  expect(levelOf({ acr: 'unknown', amr: ['pwd', 'otp'] }, {})).toBe(2);
  expect(levelOf({ amr: ['hwk', 'pin'] }, {})).toBe(3);
  expect(levelOf({ acr: 'constructor', amr: ['pwd'] }, {})).toBe(1);
  expect(publicLevelOf('https://www.spid.gov.it/SpidL3')).toBe(3);
  expect(publicLevelOf('https://www.spid.gov.it/SpidL4')).toBeUndefined();
  expect(publicLevelOf('toString')).toBeUndefined();
});

test('[AT-S7] a business is known by a right VAT number or a fiscal code', () => {
  expect(businessIn({ companyName: 'Rossi', ivaCode: 'VATIT-00743110157' })).toMatchObject({
    vatNumber: '00743110157',
  });
  expect(businessIn({ companyName: 'Rossi', ivaCode: 'VATIT-00743110158' })).toBeNull();
  expect(businessIn({ companyName: 'Rossi', companyFiscalNumber: 'TINIT-80001234567' })).toMatchObject({
    vatNumber: null,
    fiscalCode: '80001234567',
  });
  expect(businessIn({ name: 'Rita' })).toBeNull();
});

test('[AT-S7] a policy of the federation fills in, narrows and refuses', () => {
  const said = { issuer: 'https://a', scopes: ['openid', 'x'] };
  const applied = withPolicy(said, {
    scopes: { subset_of: ['openid', 'profile'] },
    contact: { default: 'a@b' },
    issuer: { one_of: ['https://a', 'https://b'] },
    extra: { value: 'given' },
  });
  expect(applied).toEqual({
    ok: true,
    value: { issuer: 'https://a', scopes: ['openid'], contact: 'a@b', extra: 'given' },
  });
  expect(withPolicy(said, { missing: { essential: true } }).ok).toBe(false);
  expect(withPolicy(said, { issuer: { one_of: ['https://b'] } }).ok).toBe(false);
  expect(withPolicy(said, { scopes: { superset_of: ['profile'] } }).ok).toBe(false);
  expect(withPolicy(said, { scopes: { regexp: '.*' } }).ok).toBe(false);
});
