import type { StepsOfModule } from '../step.ts';

const figureOf = (register: string, on: string) => ({ register, on });
const csv = (code: string, value: number) =>
  Buffer.from(`codice;postazioni;data\n${code};${value};2024-12-31\n`).toString('base64');

export const membershipSteps: StepsOfModule = {
  steps: [
    {
      action: 'membership/add-entity',
      inputs: (place) => [
        {
          name: `Comune ${place.mark(null, 'membership', 'open')}`,
          kind: 'comune',
          ipa: place.newcomer,
          joined: '2030-01-01',
          act: `delibera ${place.mark(null, 'membership', 'open')}`,
        },
      ],
    },
    {
      action: 'membership/change-entity',
      inputs: (place) => [place.a, place.b].map((entity) => ({ entity, hasIctStaff: true })),
    },
    {
      action: 'membership/leave-association',
      inputs: (place) => [{ entity: place.newcomer, left: '2031-01-01', act: 'delibera 2' }],
    },
    {
      action: 'membership/join-association',
      inputs: (place) => [{ entity: place.newcomer, joined: '2032-01-01', signed: '2031-12-01', act: 'delibera 3' }],
    },
    {
      action: 'membership/set-representation',
      inputs: (place) => [
        {
          entity: place.newcomer,
          representative: place.lead,
          since: '2030-01-01',
          act: `accordo ${place.mark(null, 'membership', 'open')}`,
        },
      ],
    },
    {
      action: 'membership/end-representation',
      inputs: (place) => [{ entity: place.newcomer, until: '2030-12-31' }],
    },
    {
      action: 'membership/record-figure',
      inputs: (place) =>
        [place.a, place.b].flatMap((entity) => [
          {
            entity,
            ...figureOf('direct-costs', '2024-12-31'),
            value: '7531.00',
            source: `bilancio ${place.mark(entity, 'membership')}`,
            evidence: `foglio ${place.mark(entity, 'membership')}`,
          },
          { entity, ...figureOf('population', '2024-12-31'), value: 4711, source: 'ANPR' },
          { entity, ...figureOf('workstations', '2021-12-31'), value: 3, source: 'inventario' },
        ]),
    },
    {
      action: 'membership/withdraw-figure',
      inputs: (place) =>
        [place.a, place.b].map((entity) => ({
          entity,
          ...figureOf('workstations', '2021-12-31'),
          reason: `errore ${place.mark(entity, 'membership')}`,
        })),
    },
    {
      action: 'membership/list-figures',
      inputs: (place) => [place.a, place.b].map((entity) => ({ entity })),
    },
    { action: 'membership/show-entity', inputs: (place) => [place.a, place.b].map((entity) => ({ entity })) },
    {
      action: 'membership/show-figures',
      inputs: () => [
        { on: '2024-12-31', registers: ['population', 'workstations', 'direct-costs'] },
        { on: '2023-12-31', registers: ['workstations'] },
      ],
    },
    {
      action: 'membership/preview-import',
      as: 'RES lead',
      inputs: (place) => [
        {
          fileName: `${place.mark(place.a, 'membership')}.csv`,
          content: csv(place.a, 17),
          source: `conteggio ${place.mark(place.a, 'membership')}`,
        },
      ],
      keep: (place, answer: { id: string }) => {
        place.ids.preview = answer.id;
      },
    },
    { action: 'membership/show-import', as: 'RES lead', inputs: (place) => [{ id: place.ids.preview }] },
    { action: 'membership/confirm-import', as: 'RES lead', inputs: (place) => [{ id: place.ids.preview }] },
    {
      action: 'membership/preview-import',
      as: 'RES lead',
      inputs: (place) => [
        { fileName: `${place.mark(place.a, 'membership')}.csv`, content: csv(place.a, 19), source: 'conteggio' },
      ],
      keep: (place, answer: { id: string }) => {
        place.ids.preview = answer.id;
      },
    },
    { action: 'membership/show-import', as: 'RES lead', inputs: (place) => [{ id: place.ids.preview }] },
  ],
  pages: {
    '/:association/enti/:ente': (place) => ({ ente: place.a }),
    '/:association/enti/:ente/ritiro': (place) => ({ ente: place.a, '?': 'dato=direct-costs&giorno=2024-12-31' }),
    '/:association/enti/dati': () => ({ '?': 'al=2024-12-31' }),
    '/:association/enti/importa/:id': (place) => ({ id: place.ids.preview! }),
  },
};
