import type { StepsOfModule } from '../step.ts';

export const tokensSteps: StepsOfModule = {
  steps: [
    {
      action: 'tokens/create-token',
      as: 'REF a',
      inputs: (place) => [
        {
          post: place.staff['REF a']!.post,
          name: `foglio ${place.mark(place.a, 'identity')}`,
          actions: ['cost-sharing:reads'],
          until: '2027-06-30',
        },
      ],
      keep: (place, answer: { id: string }) => {
        place.ids.token = answer.id;
      },
    },
    { action: 'tokens/revoke-own-token', as: 'REF a', inputs: (place) => [{ id: place.ids.token }] },
    {
      action: 'tokens/create-program-token',
      as: 'SYS lead',
      inputs: (place) => [
        {
          name: `cruscotto ${place.mark(place.a, 'identity')}`,
          role: 'FIN',
          entity: place.a,
          actions: ['cost-sharing:reads'],
          until: '2027-06-30',
        },
      ],
      keep: (place, answer: { id: string }) => {
        place.ids.program = answer.id;
      },
    },
    { action: 'tokens/revoke-token', as: 'SYS lead', inputs: (place) => [{ id: place.ids.program }] },
  ],
  pages: {
    '/profilo/gettoni/:gettone': (place) => ({ gettone: place.ids.token! }),
    '/:association/sicurezza/gettoni/:gettone': (place) => ({ gettone: place.ids.program! }),
  },
};
