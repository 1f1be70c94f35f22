import { sealedPurpose } from '../../../modules/privacy/pages/told-purpose.ts';
import type { Place } from '../place.ts';
import type { Step, StepsOfModule } from '../step.ts';

const word = (place: Place) => place.mark(place.a, 'privacy');
const file = (place: Place) => ({
  name: `${word(place)}.txt`,
  type: 'text/plain',
  base64: Buffer.from(`documento ${word(place)}`).toString('base64'),
});
const about = (place: Place) => ({
  name: `Anagrafe ${word(place)}`,
  about: `Schede ${word(place)}`,
  purpose: `Servizi ${word(place)}`,
  hosted: 'Centro dati',
  personal: true,
});
const purpose = 'controllo di una pratica';
const keep =
  (name: string, field = 'id') =>
  (place: Place, answer: Record<string, string>) => {
    place.ids[name] = answer[field]!;
  };
const act = (place: Place, number: string) => ({
  number,
  on: '2026-11-20',
  signedBy: `il Sindaco ${word(place)}`,
  email: place.staff['L1 lead']!.email,
  rights: ['consult', 'modify', 'transmit'],
  dataSets: [place.ids.dataSet],
  document: file(place),
});

const authorise = (who: 'L1 lead' | 'L2 lead', name: string): Step => ({
  action: 'privacy/authorise-person',
  as: 'PRC lead',
  inputs: (place) => [
    {
      email: place.staff[who]!.email,
      authorisedBy: 'il Responsabile',
      on: '2026-11-20',
      instructions: { ...file(place), name: 'istruzioni.txt', base64: Buffer.from('istruzioni').toString('base64') },
    },
  ],
  keep: keep(name),
});

export const privacySteps: StepsOfModule = {
  steps: [
    { action: 'privacy/add-data-set', as: 'CTR a', inputs: (place) => [about(place)], keep: keep('dataSet') },
    {
      action: 'privacy/change-data-set',
      as: 'CTR a',
      inputs: (place) => [{ dataSet: place.ids.dataSet, ...about(place) }],
    },
    { action: 'privacy/record-act', as: 'CTR a', inputs: (place) => [act(place, '12')], keep: keep('act') },
    { action: 'privacy/confirm-act', as: 'CTR a', inputs: (place) => [{ act: place.ids.act }] },
    {
      action: 'privacy/list-measures',
      as: 'SYS lead',
      inputs: () => [{}],
      keep: (place, answer: { items: { id: string }[] }) => {
        place.ids.measure = answer.items[0]!.id;
      },
    },
    {
      action: 'privacy/record-measure',
      as: 'SYS lead',
      inputs: (place) => [{ measure: place.ids.measure, note: `aggiunto ${word(place)}` }],
    },
    authorise('L2 lead', 'revoked'),
    authorise('L1 lead', 'authorisation'),
    {
      action: 'privacy/read-instructions',
      as: 'L1 lead',
      inputs: (place) => [{ authorisation: place.ids.authorisation }],
    },
    {
      action: 'privacy/confirm-reading',
      as: 'L1 lead',
      inputs: (place) => [{ authorisation: place.ids.authorisation }],
    },
    { action: 'privacy/show-my-accesses', as: 'L1 lead', inputs: () => [{}] },
    {
      action: 'privacy/store-data-set-document',
      as: 'L1 lead',
      inputs: (place) => [
        { dataSet: place.ids.dataSet, purpose, document: file(place) },
        { dataSet: place.ids.dataSet, purpose, document: { ...file(place), name: 'altro.txt' } },
      ],
      keep: (place, answer: { id: string }) => {
        place.ids.removed = place.ids.stored ?? answer.id;
        place.ids.stored = answer.id;
      },
    },
    {
      action: 'privacy/list-data-set-documents',
      as: 'L1 lead',
      inputs: (place) => [{ dataSet: place.ids.dataSet, purpose }],
    },
    {
      action: 'privacy/read-data-set-document',
      as: 'L1 lead',
      inputs: (place) => [{ dataSet: place.ids.dataSet, document: place.ids.stored, purpose }],
    },
    {
      action: 'privacy/transmit-data-set-document',
      as: 'L1 lead',
      inputs: (place) => [
        {
          dataSet: place.ids.dataSet,
          document: place.ids.stored,
          purpose,
          recipient: `INPS ${word(place)}`,
          legalBasis: `art. 1 ${word(place)}`,
        },
      ],
    },
    {
      action: 'privacy/remove-data-set-document',
      as: 'L1 lead',
      inputs: (place) => [{ dataSet: place.ids.dataSet, document: place.ids.removed, purpose }],
    },
    {
      action: 'privacy/open-emergency-access',
      as: 'SYS lead',
      inputs: (place) => [
        { dataSet: place.ids.dataSet, reason: `Ripristino dopo un guasto del server, subito ${word(place)}` },
      ],
      keep: keep('emergency'),
    },
    {
      action: 'privacy/review-emergency-access',
      as: 'CTR a',
      inputs: (place) => [{ emergency: place.ids.emergency, review: `Giustificato ${word(place)}` }],
    },
    { action: 'privacy/show-data-set', as: 'CTR a', inputs: (place) => [{ dataSet: place.ids.dataSet }] },
    { action: 'privacy/list-data-sets', as: 'CTR a', inputs: () => [{}] },
    { action: 'privacy/list-nameable-people', as: 'CTR a', inputs: () => [{}] },
    { action: 'privacy/list-acts', as: 'CTR a', inputs: () => [{}] },
    { action: 'privacy/show-act', as: 'CTR a', inputs: (place) => [{ act: place.ids.act }] },
    { action: 'privacy/read-act-document', as: 'CTR a', inputs: (place) => [{ act: place.ids.act }] },
    {
      action: 'privacy/explain-access',
      as: 'CTR a',
      inputs: (place) => [{ dataSet: place.ids.dataSet, person: place.staff['L1 lead']!.person, right: 'consult' }],
    },
    { action: 'privacy/list-accesses', as: 'CTR a', inputs: () => [{}] },
    { action: 'privacy/record-act', as: 'CTR a', inputs: (place) => [act(place, '13')], keep: keep('finished') },
    {
      action: 'privacy/end-act',
      as: 'CTR a',
      inputs: (place) => [{ act: place.ids.finished, because: `cambio ${word(place)}` }],
    },
    {
      action: 'privacy/revoke-authorisation',
      as: 'PRC lead',
      inputs: (place) => [{ authorisation: place.ids.revoked }],
    },
  ],
  pages: {
    '/:association/sicurezza/dati/atti/:atto': (place) => ({ atto: place.ids.act! }),
    '/:association/sicurezza/dati/miei/istruzioni/:autorizzazione': (place) => ({
      autorizzazione: place.ids.authorisation!,
    }),
    '/:association/sicurezza/dati/:insieme/spiegazione': (place) => ({
      '?': `persona=${place.staff['L1 lead']!.person}&diritto=consult`,
    }),
    ...Object.fromEntries(
      ['documenti', 'documenti/:documento'].map((part) => [
        `/:association/sicurezza/dati/:insieme/${part}`,
        (place: Place) => ({
          '?': sealedPurpose(
            {
              association: place.association,
              person: place.staff['L1 lead']!.person,
              dataSet: String(place.ids.dataSet),
              now: { instant: new Date('2026-11-21T11:00:00Z') },
            },
            purpose,
          ),
        }),
      ]),
    ),
    '/:association/sicurezza/dati/:insieme': (place) => ({
      insieme: place.ids.dataSet!,
      documento: place.ids.stored!,
    }),
  },
};
