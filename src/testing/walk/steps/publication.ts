import type { Place } from '../place.ts';
import type { StepsOfModule } from '../step.ts';

const inside = (place: Place) => place.mark(place.a, 'publication');
const open = (place: Place) => place.mark(null, 'publication', 'open');
const document = (words: string) => ({
  name: `${words}.txt`,
  type: 'text/plain',
  base64: Buffer.from(`documento ${words}`).toString('base64'),
});
const notice = (place: Place, words: string) => ({
  subject: `Avviso ${words}`,
  kind: 'notice' as const,
  document: document(words),
  ...(words === open(place) ? {} : { entity: place.a }),
});
const keep = (name: string) => (place: Place, answer: { id: string }) => {
  place.ids[name] = answer.id;
};
const served = '2026-10-01T08:00:00Z';
const figures = 'Ufficio;Giorni lavorativi;Giorni di assenza\n';

export const publicationSteps: StepsOfModule = {
  steps: [
    { action: 'publication/open-board', inputs: (place) => [{ entity: place.a, since: '2026-01-01' }] },
    {
      action: 'publication/draft-notice',
      inputs: (place) => [notice(place, inside(place))],
      keep: keep('draftNotice'),
    },
    {
      action: 'publication/change-notice',
      inputs: (place) => [{ ...notice(place, inside(place)), id: place.ids.draftNotice }],
    },
    { action: 'publication/draft-notice', inputs: (place) => [notice(place, open(place))], keep: keep('posted') },
    {
      action: 'publication/post-notice',
      inputs: (place) => [
        {
          id: place.ids.posted,
          personalData: 'necessary',
          personalReason: `art. 18 ${place.mark(null, 'publication')}`,
        },
      ],
    },
    {
      action: 'publication/interrupt-posting',
      inputs: (place) => [{ id: place.ids.posted, reason: `guasto ${place.mark(null, 'publication')}` }],
    },
    { action: 'publication/resume-posting', inputs: (place) => [{ id: place.ids.posted }] },
    ...(['show-notice', 'read-office-document'] as const).map((name) => ({
      action: `publication/${name}`,
      inputs: (place: Place) => [{ id: place.ids.draftNotice }],
    })),
    ...(['read-notice', 'read-document'] as const).map((name) => ({
      action: `publication/${name}`,
      inputs: (place: Place) => [{ id: place.ids.posted }],
    })),
    {
      action: 'publication/set-office-days',
      inputs: (place) =>
        ['2026-T2', '2026-T1'].map((period) => ({
          entity: place.a,
          period,
          content: Buffer.from(`${figures}${Array.from({ length: 6 }, () => 'Anagrafe;60;6').join('\n')}\n`).toString(
            'base64',
          ),
        })),
    },
    { action: 'publication/preview-rates', inputs: (place) => [{ entity: place.a, period: '2026-T1' }] },
    {
      action: 'publication/publish-rates',
      inputs: (place) => ['2026-T2', '2026-T1'].map((period) => ({ entity: place.a, period })),
    },
    {
      action: 'publication/withdraw-rates',
      inputs: (place) => [{ entity: place.a, period: '2026-T2', why: `errore ${inside(place)}` }],
    },
    {
      action: 'publication/explain-rate',
      inputs: (place) => [{ entity: place.a, period: '2026-T1', office: 'Anagrafe' }],
    },
    // one that was posted and ended, one withdrawn, one thrown away, and a board that was closed
    {
      action: 'publication/draft-notice',
      at: served,
      inputs: (place) => [notice(place, inside(place))],
      keep: keep('served'),
    },
    {
      action: 'publication/post-notice',
      at: served,
      inputs: (place) => [{ id: place.ids.served, personalData: 'none' }],
    },
    { action: 'publication/certify-posting', inputs: (place) => [{ id: place.ids.served }] },
    { action: 'publication/draft-notice', inputs: (place) => [notice(place, inside(place))], keep: keep('withdrawn') },
    { action: 'publication/post-notice', inputs: (place) => [{ id: place.ids.withdrawn, personalData: 'none' }] },
    {
      action: 'publication/withdraw-notice',
      inputs: (place) => [{ id: place.ids.withdrawn, reason: `errore ${inside(place)}` }],
    },
    { action: 'publication/draft-notice', inputs: (place) => [notice(place, inside(place))], keep: keep('unwanted') },
    { action: 'publication/discard-notice', inputs: (place) => [{ id: place.ids.unwanted }] },
    { action: 'publication/open-board', inputs: (place) => [{ entity: place.b }] },
    { action: 'publication/close-board', inputs: (place) => [{ entity: place.b, until: '2030-12-31' }] },
    { action: 'publication/end-postings', inputs: () => [{}] },
  ],
  pages: {
    '/:association/albo/:id': (place) => ({ id: place.ids.draftNotice! }),
    '/:association/albo/:id/relata.pdf': (place) => ({ id: place.ids.served! }),
    '/:association/trasparenza/assenze/perche': (place) => ({
      '?': `ente=${place.a}&periodo=2026-T1&ufficio=Anagrafe`,
    }),
    ...Object.fromEntries(
      ['anteprima', 'ritira'].map((step) => [
        `/:association/trasparenza/assenze/${step}`,
        (place: Place) => ({ '?': `ente=${place.a}&periodo=2026-T1` }),
      ]),
    ),
    '/:association/albo/:id/documento': (place) => ({ id: place.ids.posted! }),
  },
};
