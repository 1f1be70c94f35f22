import type { StepsOfModule } from '../step.ts';

const needs = 'needs a provider of identity that answers: ';

export const federationSteps: StepsOfModule = {
  steps: [],
  pages: {
    '/accedi/oidc/:provider': () => ({ provider: 'comune-lecco' }),
    '/accedi/spid/:file': () => ({ file: 'metadata.xml' }),
    '/accedi/cie/:folder': () => ({ folder: 'rp' }),
  },
  onlyRefused: {
    ...Object.fromEntries(
      [
        'oidc/:provider',
        'oidc/:provider/ritorno',
        'spid',
        'spid/entra',
        'spid/uscita',
        'spid/:file',
        'cie',
        'cie/ritorno',
        'cie/:folder/openid-federation',
        'uscita',
      ].map((part) => [`GET /accedi/${part}`, `${needs}oidc, spid and cie.doors.test.ts`]),
    ),
    'federation/show-provider-session': `${needs}oidc.doors.test.ts`,
    'federation/leave-spid': `${needs}spid.doors.test.ts`,
    'federation/ask-cie': `${needs}cie.doors.test.ts`,
    'federation/show-cie-configuration': `${needs}cie.doors.test.ts`,
    'federation/ask-oidc': `${needs}oidc.doors.test.ts`,
    'federation/unlink-account': `${needs}oidc.doors.test.ts`,
    'federation/open-sign-in': `${needs}oidc.doors.test.ts`,
    'federation/add-spid-provider': `${needs}spid.doors.test.ts`,
    'federation/ask-spid': `${needs}spid.doors.test.ts`,
    'federation/receive-spid-exit': `${needs}spid.doors.test.ts`,
    'federation/remove-spid-provider': `${needs}spid.doors.test.ts`,
    'federation/set-up-spid': `${needs}spid.doors.test.ts`,
    'federation/show-spid-metadata': `${needs}spid.doors.test.ts`,
  },
};
