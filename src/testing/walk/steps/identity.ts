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
        place.ids.post = answer.post;
      },
    },
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
