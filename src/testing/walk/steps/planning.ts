import type { Place } from '../place.ts';
import type { Step, StepsOfModule } from '../step.ts';

const whole = (place: Place) => place.mark(null, 'planning');
const september = 'september-delivery:2026-09-30';
const proof = (words: string) => ({
  name: `${words}.pdf`,
  content: Buffer.from(`%PDF-1.4 ${words}\n%%EOF\n`).toString('base64'),
});

const fulfilment = (place: Place) =>
  place.letter === 'h'
    ? [
        {
          year: 2026,
          obligation: september,
          on: '2026-09-20',
          act: `PEC ${whole(place)}`,
          document: proof(whole(place)),
        },
      ]
    : [];
const nothing = '00000000-0000-4000-8000-000000000000';

const happens: Step = {
  action: 'planning/record-event',
  inputs: (place) => [{ event: 'account-approved', on: '2026-04-26', act: `delibera ${whole(place)}` }],
  keep: (place, answer: { id: string }) => {
    place.ids.happened = answer.id;
  },
};

export const planningSteps: StepsOfModule = {
  steps: [
    {
      action: 'planning/explain-obligation',
      inputs: (place) => (place.letter === 'h' ? [{ year: 2027, obligation: 'integration-plan:2027-01-15' }] : []),
    },
    {
      action: 'planning/record-fulfilment',
      inputs: fulfilment,
      keep: (place, answer: { id: string }) => {
        place.ids.fulfilment = answer.id;
      },
    },
    { action: 'planning/list-duties', inputs: () => [{ year: 2026 }] },
    {
      action: 'planning/undo-fulfilment',
      inputs: (place) => (place.ids.fulfilment ? [{ fulfilment: place.ids.fulfilment, reason: whole(place) }] : []),
    },
    { action: 'planning/record-fulfilment', inputs: fulfilment },
    {
      action: 'planning/show-duty',
      inputs: (place) => (place.letter === 'h' ? [{ year: 2026, obligation: september }] : []),
      keep: (place, answer: { done: { document: { id: string } } }) => {
        place.ids.proof = answer.done.document.id;
      },
    },
    {
      action: 'planning/read-proof',
      inputs: (place) => (place.ids.proof ? [{ document: place.ids.proof }] : []),
    },
    happens,
    { action: 'planning/undo-event', inputs: (place) => [{ event: place.ids.happened, reason: whole(place) }] },
    happens,
    { action: 'planning/create-feed', inputs: () => [{ of: 'me' }], as: 'REF a' },
    { action: 'planning/revoke-feed', inputs: () => [{ of: 'me' }], as: 'REF a' },
  ],
  onlyRefused: {
    'planning/read-feed': 'whoever has the secret address may read it; told in duties.doors.test.ts',
    'GET /:association/calendari/:chiave/calendario.ics': 'the same',
  },
  pages: {
    '/:association/convenzione/adempimenti/:registrazione/annulla': (place) => ({
      registrazione: place.ids.fulfilment ?? nothing,
    }),
    '/:association/convenzione/adempimenti/prove/:documento': (place) => ({ documento: place.ids.proof ?? nothing }),
  },
};
