import type { StepsOfModule } from '../step.ts';

const email = (letter: string, of: string) => `${of}-${letter}@walk.example`;
const password = 'torre ponte lago neve';

export const identitySteps: StepsOfModule = {
  steps: [
    { action: 'identity/set-second-factor-policy', inputs: () => [{ policy: 'offered' }] },
    {
      action: 'identity/register-person',
      inputs: (place) =>
        [place.a, place.b].map((entity, index) => ({
          email: email(place.letter, `seen${index}`),
          name: `Persona ${place.mark(entity, 'identity')}`,
          password,
        })),
      keep: (place, answer: { person: string }) => {
        place.ids.person = answer.person;
      },
    },
    {
      action: 'identity/assign-post',
      inputs: (place) =>
        [place.a, place.b].flatMap((entity, index) =>
          ['REF', 'EMP'].map((role) => ({
            email: email(place.letter, `seen${index}`),
            role,
            entity,
            entityName: `Ente ${place.mark(entity, 'identity')}`,
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
          entityName: 'Ente',
          since: '2035-01-01',
          act: `decreto ${place.mark(place.a, 'identity')}`,
        },
      ],
      keep: (place, answer: { post: string }) => {
        place.ids.future = answer.post;
      },
    },
    { action: 'identity/cancel-post', inputs: (place) => [{ post: place.ids.future }] },
    { action: 'identity/show-person', inputs: (place) => [{ person: place.ids.person }] },
    { action: 'identity/end-post', inputs: (place) => [{ post: place.ids.post, until: '2029-12-31' }] },
    { action: 'identity/list-posts', inputs: () => [{}] },
  ],
  onlyRefused: {
    'identity/sign-in': 'the walk signs everybody in by it; a wrong password is tried below',
    'identity/sign-out': 'would end the session of who walks',
    'identity/change-password': 'changes the password of who walks, and nobody else’s',
    'identity/create-first-administrator': 'only with the code that the console prints, once in an installation',
    'GET /avvio': 'shown only while there is no administrator',
    'POST /avvio': 'the same',
  },
};
