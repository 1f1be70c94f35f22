import { startSpidProvider } from '../../spid-provider.ts';
import type { Place } from '../place.ts';
import type { Step, StepsOfModule } from '../step.ts';

const spid = await startSpidProvider(() => new Date('2026-11-21T11:00:00Z'));
/** What is of the installation is told once, in the place that comes first. */
const once = (action: string, input: () => unknown): Step => ({
  action: `federation/${action}`,
  as: 'installer',
  inputs: ({ letter }: Place) => (letter === 'w' ? [input()] : []),
});
const provider = once('add-spid-provider', () => ({ metadata: spid.metadata() }));
const needs = 'needs a session that a provider opened, or its answer: ';

export const federationSteps: StepsOfModule = {
  steps: [
    once('set-up-spid', () => ({
      entityId: 'https://servizi.walk.example',
      organization: 'Unione di prova',
      organizationShort: 'Unione',
      organizationAddress: 'https://www.walk.example',
      place: 'Rufina',
      ipaCode: 'ucvv',
      email: 'ced@walk.example',
      offered: true,
    })),
    provider,
    once('remove-spid-provider', () => ({ entityId: spid.entityId })),
    provider,
    once('ask-spid', () => ({ provider: spid.entityId, browser: 'due', back: '/' })),
  ],
  pages: {
    '/accedi/oidc/:provider': () => ({ provider: 'comune-lecco' }),
    '/accedi/spid/:file': () => ({ file: 'metadata.xml' }),
    '/accedi/cie/:folder': () => ({ folder: '.well-known' }),
  },
  onlyRefused: {
    ...Object.fromEntries(
      ['oidc/:provider', 'oidc/:provider/ritorno', 'spid/entra', 'cie', 'cie/ritorno', 'uscita'].map((part) => [
        `GET /accedi/${part}`,
        `${needs}oidc, spid and cie.doors.test.ts`,
      ]),
    ),
    'federation/show-provider-session': `${needs}oidc.doors.test.ts`,
    'federation/leave-spid': `${needs}spid.doors.test.ts`,
    'federation/receive-spid-exit': `${needs}spid.doors.test.ts`,
    'federation/open-sign-in': `${needs}oidc.doors.test.ts`,
    'federation/ask-oidc': 'needs a provider that is offered and answers: oidc.doors.test.ts',
    'federation/ask-cie': 'needs a provider that is offered and answers: cie.doors.test.ts',
    'federation/unbind-identity': 'needs an identity that its person bound: spid.doors.test.ts',
    'GET /profilo/identita-digitale/collega': 'needs a proof of a few minutes ago and a provider: spid.doors.test.ts',
    'federation/unlink-account': 'needs an account that a provider opened: oidc.doors.test.ts',
  },
};
