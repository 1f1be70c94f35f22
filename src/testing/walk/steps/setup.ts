import type { StepsOfModule } from '../step.ts';

export const setUpSteps: StepsOfModule = {
  steps: [
    {
      action: 'setup/start-association',
      inputs: (place) =>
        place.letter === 'w'
          ? [{ id: 'valle-azzurra', name: 'Valle Azzurra', shortName: 'Azzurra', agreement: 'asti' }]
          : [],
    },
    { action: 'setup/choose-agreement', as: 'installer', inputs: () => [{ agreement: 'calatino' }] },
    { action: 'setup/show-progress', inputs: () => [{ year: 2027 }, { year: 2026 }] },
    {
      action: 'setup/add-municipalities',
      inputs: (place) => [
        { list: 'Fiesole', joined: '2033-01-01', act: `delibera ${place.mark(null, 'membership', 'open')}` },
      ],
    },
    { action: 'setup/set-lead', inputs: (place) => [{ entity: place.lead }] },
    {
      action: 'setup/record-figures',
      inputs: (place) => [
        {
          on: '2020-12-31',
          source: `inventario ${place.mark(place.a, 'membership')}`,
          figures: [{ entity: place.a, register: 'workstations', value: 12 }],
        },
      ],
    },
    {
      action: 'setup/write-costs',
      inputs: (place) => [
        {
          year: 2029,
          costs: [
            {
              id: 'avvio',
              description: `Avvio ${place.mark(null, 'cost-sharing')}`,
              ...(place.letter === 'h' ? { item: 'service' } : { key: 'equal' }),
              amount: '100.00',
            },
          ],
        },
      ],
      keep: (place, answer: { allocation: number }) => {
        place.ids.started = answer.allocation;
      },
    },
  ],
  pages: {
    '/:association/avvio/riparto/:allocation/:entity': (place) => ({ allocation: place.ids.started!, entity: place.a }),
  },
};
