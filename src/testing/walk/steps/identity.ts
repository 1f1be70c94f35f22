import type { StepsOfModule } from '../step.ts';

const email = (letter: string, of: string) => `${of}-${letter}@walk.example`;
const password = 'torre ponte lago neve';

export const identitySteps: StepsOfModule = {
  steps: [
    { action: 'identity/set-second-factor-policy', inputs: () => [{ policy: 'offered' }] },
    {
      action: 'identity/register-person',
      inputs: (place) =>
        [place.a, place.b]
          .map((entity, index) => ({
            email: email(place.letter, `seen${index}`),
            name: `Persona ${place.mark(entity, 'identity')}`,
            password,
          }))
          .concat(
            // who sits in a body by being the referent is public by name
            [0, 1].map((index) => ({
              email: email(place.letter, `sits${index}`),
              name: `Referente ${index}`,
              password,
            })),
          ),
      keep: (place, answer: { person: string }) => {
        place.ids.person ??= answer.person;
      },
    },
    {
      action: 'identity/assign-post',
      inputs: (place) =>
        [place.a, place.b].flatMap((entity, index) =>
          ['REF', 'EMP'].map((role) => ({
            email: email(place.letter, `${role === 'REF' ? 'sits' : 'seen'}${index}`),
            role,
            entity,
            since: '2021-01-01',
            act: `decreto ${place.mark(entity, 'identity')}`,
          })),
        ),
      keep: (place, answer: { post: string }) => {
        place.ids.before = place.ids.post ?? answer.post;
        place.ids.post = answer.post;
      },
    },
    {
      action: 'identity/change-post',
      inputs: (place) => [
        {
          post: place.ids.post,
          since: '2021-01-01',
          until: '2028-12-31',
          act: `decreto ${place.mark(place.b, 'identity')}`,
        },
      ],
    },
    {
      action: 'identity/assign-post',
      inputs: (place) => [
        {
          email: email(place.letter, 'seen0'),
          role: 'ACC',
          entity: place.a,
          since: '2035-01-01',
          act: `decreto ${place.mark(place.a, 'identity')}`,
        },
      ],
      keep: (place, answer: { post: string }) => {
        place.ids.future = answer.post;
      },
    },
    { action: 'identity/cancel-post', inputs: (place) => [{ post: place.ids.future }] },
    { action: 'identity/show-post', inputs: (place) => [{ post: place.ids.before }] },
    { action: 'identity/show-account', inputs: (place) => [{ person: place.ids.person }] },
    { action: 'identity/show-person', inputs: (place) => [{ person: place.ids.person }] },
    { action: 'identity/end-post', inputs: (place) => [{ post: place.ids.post, until: '2029-12-31' }] },
    { action: 'identity/list-posts', inputs: () => [{}] },
    {
      action: 'identity/request-access',
      as: 'REF a',
      inputs: (place) =>
        ['one', 'two', 'three'].map((of) => ({
          kind: 'joiner',
          name: `Nuova ${place.mark(place.a, 'identity')}`,
          email: email(place.letter, of),
          role: 'EMP',
          since: '2027-04-01',
          actNumber: `9 ${place.mark(place.a, 'identity')}`,
        })),
      keep: (place, answer: { request: string }) => {
        const name = ['first', 'second', 'third'].find((one) => !place.ids[`${one}Request`]) ?? 'third';
        place.ids[`${name}Request`] = answer.request;
      },
    },
    { action: 'identity/show-access-request', as: 'REF a', inputs: (place) => [{ request: place.ids.firstRequest }] },
    {
      action: 'identity/authorise-access-request',
      as: 'CTR a',
      inputs: (place) => [{ request: place.ids.firstRequest }],
    },
    {
      action: 'identity/carry-out-access-request',
      as: 'L2 lead',
      inputs: (place) => [{ request: place.ids.firstRequest }],
    },
    {
      action: 'identity/reject-access-request',
      as: 'CTR a',
      inputs: (place) => [{ request: place.ids.secondRequest, reason: `No ${place.mark(place.a, 'identity')}` }],
    },
    {
      action: 'identity/withdraw-access-request',
      as: 'REF a',
      inputs: (place) => [{ request: place.ids.thirdRequest }],
    },
    {
      action: 'identity/open-review',
      as: 'RES lead',
      inputs: () => [{ due: '2030-03-31' }],
    },
    {
      action: 'identity/review-posts',
      as: 'CTR a',
      inputs: (place) => [{ decisions: [{ post: place.staff['REF a']!.post, outcome: 'confirmed' }] }],
    },
    {
      action: 'identity/appoint-administrator',
      as: 'RES lead',
      inputs: (place) => [
        {
          person: place.staff['SYS lead']!.person,
          systems: `server ${place.mark(null, 'identity')}`,
          since: '2026-01-01',
          actNumber: '7/2026',
        },
      ],
      keep: (place, answer: { administrator: string }) => {
        place.ids.administrator = answer.administrator;
      },
    },
    {
      action: 'identity/record-administrator-check',
      as: 'RES lead',
      inputs: (place) => [
        {
          administrator: place.ids.administrator,
          on: '2026-10-15',
          outcome: 'adequate',
          notes: `visto ${place.mark(null, 'identity')}`,
        },
      ],
    },
    { action: 'identity/show-administrator', inputs: (place) => [{ administrator: place.ids.administrator }] },
    {
      action: 'identity/end-appointment',
      as: 'RES lead',
      inputs: (place) => [{ administrator: place.ids.administrator, until: '2029-12-31' }],
    },
    {
      action: 'identity/renew-representatives',
      inputs: (place) => [
        {
          since: '2029-06-15',
          entries: [{ entity: place.a, role: 'MAY', name: 'Anna Neri', email: email(place.letter, 'mayor') }],
        },
      ],
    },
    {
      action: 'identity/renew-seats',
      inputs: (place) => [
        {
          since: '2029-06-15',
          entries: [{ entity: place.a, role: 'ASS', name: 'Anna Neri', email: email(place.letter, 'mayor') }],
        },
      ],
    },
    {
      action: 'identity/confirm-fiscal-code',
      as: 'SYS lead',
      inputs: (place) => [
        {
          person: place.staff['REF a']!.person,
          fiscalCode: place.letter === 'h' ? 'NREHNA80A41D612R' : 'NREWND80A41D612J',
          document: `Carta d’identità ${place.mark(place.a, 'identity')}`,
        },
      ],
    },
    {
      action: 'identity/invite-person',
      as: 'SYS lead',
      inputs: (place) => [
        { email: email(place.letter, 'invited'), name: `Invitata ${place.mark(null, 'identity')}`, language: 'it' },
      ],
      keep: (place, answer: { person: string }) => {
        place.ids.invited = answer.person;
      },
    },
    {
      action: 'identity/assign-post',
      inputs: (place) => [{ email: email(place.letter, 'invited'), role: 'EMP', entity: place.b, since: '2026-11-20' }],
    },
    { action: 'identity/invite-again', as: 'SYS lead', inputs: (place) => [{ person: place.ids.invited }] },
    {
      action: 'identity/correct-person',
      as: 'SYS lead',
      inputs: (place) => {
        const { person, email } = place.staff['REF a']!;
        return [{ person, email, name: `Persona REF ${place.a}` }];
      },
    },
    {
      action: 'identity/reset-second-factor',
      as: 'SYS lead',
      inputs: (place) => [
        { person: place.staff['REF a']!.person, reason: `Telefono perso ${place.mark(place.a, 'identity')}` },
      ],
    },
  ],
  pages: {
    '/:association/enti/persone/richieste/:richiesta': (place) => ({ richiesta: place.ids.firstRequest! }),
    '/:association/enti/persone/:persona': (place) => ({ persona: place.ids.person! }),
    '/:association/enti/persone/incarichi/:incarico': (place) => ({ incarico: place.ids.before! }),
    '/:association/enti/persone/amministratori/:nomina': (place) => ({ nomina: place.ids.administrator! }),
  },
  onlyRefused: {
    ...Object.fromEntries(
      [
        'add-passkey',
        'begin-new-passkey',
        'begin-passkey-sign-in',
        'confirm-authenticator',
        'propose-authenticator',
        'prove-again',
        'remove-authenticator',
        'remove-passkey',
        'renew-recovery-codes',
        'show-second-step',
      ].map((name) => [`identity/${name}`, 'one’s own, with a factor at hand: sign-in.doors.test.ts']),
    ),
    'identity/choose-password': 'needs the words of a letter: sign-in.doors.test.ts',
    'identity/show-letter-link': 'needs the words of a letter: sign-in.doors.test.ts',
    'GET /accedi/secondo-passo': 'only between the first step and the second: sign-in.doors.test.ts',
    'GET /accesso/password': 'needs the words of a letter: sign-in.doors.test.ts',
    'identity/end-session': 'one’s own session, by its id: sign-in.doors.test.ts',
    'identity/clear-second-factor': 'the console’s, for administrators of the installation: sign-in.doors.test.ts',
    'identity/sign-in': 'the walk signs everybody in by it; a wrong password is tried below',
    'identity/sign-out': 'would end the session of who walks',
    'identity/change-password': 'changes the password of who walks, and nobody else’s',
    'identity/create-first-administrator': 'only with the code that the console prints, once in an installation',
    'GET /avvio': 'shown only while there is no administrator',
    'POST /avvio': 'the same',
  },
};
