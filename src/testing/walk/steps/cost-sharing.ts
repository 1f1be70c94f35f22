import type { Place } from '../place.ts';
import type { StepsOfModule } from '../step.ts';

const keepNumber = (name: string) => (place: Place, answer: { number: number }) => {
  place.ids[name] = answer.number;
};
/** What its agreement shares by: an item for the one, a key for the other. */
const basis = (place: Place) => (place.letter === 'h' ? { item: 'service' } : { key: 'equal' });
/** Only one of the two agreements says what is due for staff lent. */
const secondsStaff = (place: Place) => place.letter === 'h';
const cost = (place: Place, id: string, allocation: number | string | undefined) => ({
  allocation,
  id,
  description: `Canoni ${place.mark(null, 'cost-sharing')}`,
  ...basis(place),
  amount: '7123.45',
});

export const costSharingSteps: StepsOfModule = {
  steps: [
    {
      action: 'cost-sharing/start-allocation',
      inputs: (place) => [{ year: 2025, title: `Prova ${place.mark(null, 'cost-sharing')}` }],
      keep: keepNumber('allocation'),
    },
    {
      action: 'cost-sharing/change-allocation',
      inputs: (place) => [{ allocation: place.ids.allocation, title: `Riparto ${place.mark(null, 'cost-sharing')}` }],
    },
    {
      action: 'cost-sharing/set-cost',
      inputs: (place) => [
        cost(place, 'canoni', place.ids.allocation),
        {
          ...cost(place, 'postazioni', place.ids.allocation),
          contributions: [{ source: `fondo ${place.mark(null, 'cost-sharing')}`, amount: '12.00' }],
        },
      ],
    },
    {
      action: 'cost-sharing/read-costs',
      inputs: (place) => [
        {
          allocation: place.ids.allocation,
          fileName: 'spese.csv',
          content: Buffer.from('descrizione;voce;importo\r\nCanone;service;10,00\r\n').toString('base64'),
        },
      ],
    },
    {
      action: 'cost-sharing/set-secondments',
      inputs: (place) =>
        secondsStaff(place)
          ? [
              {
                allocation: place.ids.allocation,
                secondments: [place.a, place.b].map((entity) => ({
                  entity,
                  person: `Tecnico ${place.mark(null, 'cost-sharing')}`,
                  cost: '36500.00',
                  percent: '60',
                })),
              },
            ]
          : [],
    },
    { action: 'cost-sharing/show-choices', inputs: (place) => [{ allocation: place.ids.allocation }] },
    {
      action: 'cost-sharing/compare-scenario',
      inputs: (place) => [{ allocation: place.ids.allocation, without: [place.a] }],
    },
    {
      action: 'cost-sharing/start-allocation',
      inputs: (place) => [{ year: 2028, title: `Bozza ${place.mark(null, 'cost-sharing')}` }],
      keep: keepNumber('unadopted'),
    },
    {
      action: 'cost-sharing/set-costs',
      inputs: (place) => [
        {
          allocation: place.ids.unadopted,
          costs: ['uno', 'due'].map((id) => {
            const { allocation: _, ...rest } = cost(place, id, 0);
            return rest;
          }),
        },
      ],
    },
    { action: 'cost-sharing/remove-cost', inputs: (place) => [{ allocation: place.ids.unadopted, id: 'due' }] },
    {
      action: 'cost-sharing/adopt-allocation',
      inputs: (place) => [{ allocation: place.ids.allocation, act: `Delibera ${place.mark(null, 'cost-sharing')}` }],
    },
    {
      action: 'cost-sharing/correct-allocation',
      inputs: (place) => [{ allocation: place.ids.allocation }],
      keep: keepNumber('correction'),
    },
    { action: 'cost-sharing/discard-allocation', inputs: (place) => [{ allocation: place.ids.correction }] },
    { action: 'cost-sharing/list-allocations', inputs: () => [{}] },
    {
      action: 'cost-sharing/show-allocation',
      inputs: (place) => [{ allocation: place.ids.allocation }, { allocation: place.ids.unadopted }],
    },
    { action: 'cost-sharing/recompute', inputs: (place) => [{ allocation: place.ids.allocation }] },
    {
      action: 'cost-sharing/explain-amount',
      inputs: (place) =>
        [place.a, place.b].map((entity) => ({ allocation: place.ids.allocation, entity, cost: 'canoni' })),
    },
    {
      action: 'cost-sharing/show-statement',
      inputs: (place) => [place.a, place.b].map((entity) => ({ allocation: place.ids.allocation, entity })),
    },
    {
      action: 'cost-sharing/export-statement',
      inputs: (place) =>
        (['pdf', 'ods'] as const).map((format) => ({ allocation: place.ids.allocation, entity: place.a, format })),
    },
    {
      action: 'cost-sharing/export-allocation',
      inputs: (place) =>
        ['focus-csv', 'ods', 'xlsx', 'pdf'].map((format) => ({ allocation: place.ids.allocation, format })),
    },
  ],
  pages: {
    '/:association/riparto/:number': (place) => ({ number: place.ids.allocation! }),
    '/:association/riparto/:number/adozione': (place) => ({ number: place.ids.unadopted! }),
    '/:association/riparto/:number/spese': (place) => ({ number: place.ids.unadopted!, cost: 'uno' }),
    '/:association/riparto/:number/personale': (place) => ({ number: place.ids.unadopted! }),
    '/:association/riparto/:number/impostazioni': (place) => ({ number: place.ids.unadopted! }),
    '/:association/riparto/:number/perche': (place) => ({
      number: place.ids.allocation!,
      '?': `ente=${place.a}&spesa=canoni`,
    }),
    '/:association/riparto/:number/file': (place) => ({ number: place.ids.allocation!, '?': 'formato=ods' }),
    '/:association/riparto/:number/enti/:entity': (place) => ({ number: place.ids.allocation!, entity: place.a }),
    '/:association/riparto/:number/enti/:entity/file': (place) => ({
      number: place.ids.allocation!,
      entity: place.a,
      '?': 'formato=ods',
    }),
  },
  onlyRefused: {
    'GET /:association/riparto/:number/spese/:cost':
      'shown to nobody in the walk: the form of a cost is told in cost-forms.journey.test.ts',
  },
};
