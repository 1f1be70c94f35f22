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
const figures = 'Ufficio;Giorni lavorativi;Giorni di assenza\n';

export const publicationSteps: StepsOfModule = {
  steps: [
    { action: 'publication/open-board', inputs: (place) => [{ entity: place.a }] },
    {
      action: 'publication/draft-notice',
      inputs: (place) => [notice(place, inside(place))],
      keep: keep('draftNotice'),
    },
    {
      action: 'publication/change-notice',
      inputs: (place) => [{ ...notice(place, inside(place)), id: place.ids.draftNotice }],
    },
    { action: 'publication/draft-notice', inputs: (place) => [notice(place, open(place))], keep: keep('notice') },
    {
      action: 'publication/post-notice',
      inputs: (place) => [
        {
          id: place.ids.notice,
          personalData: 'necessary',
          personalReason: `art. 18 ${place.mark(null, 'publication')}`,
        },
      ],
    },
    {
      action: 'publication/interrupt-posting',
      inputs: (place) => [{ id: place.ids.notice, reason: `guasto ${place.mark(null, 'publication')}` }],
    },
    { action: 'publication/resume-posting', inputs: (place) => [{ id: place.ids.notice }] },
    ...(['show-notice', 'read-office-document'] as const).map((name) => ({
      action: `publication/${name}`,
      inputs: (place: Place) => [{ id: place.ids.draftNotice }],
    })),
    ...(['read-notice', 'read-document'] as const).map((name) => ({
      action: `publication/${name}`,
      inputs: (place: Place) => [{ id: place.ids.notice }],
    })),
    {
      action: 'publication/set-office-days',
      inputs: (place) => [
        {
          entity: place.a,
          period: '2026-T1',
          content: Buffer.from(`${figures}${Array.from({ length: 6 }, () => 'Anagrafe;60;6').join('\n')}\n`).toString(
            'base64',
          ),
        },
      ],
    },
    { action: 'publication/end-postings', inputs: () => [{}] },
  ],
  pages: {
    '/:association/albo/:id': (place) => ({ id: place.ids.draftNotice! }),
    '/:association/albo/:id/documento': (place) => ({ id: place.ids.notice! }),
  },
  onlyRefused: {
    'GET /:association/albo/:id/relata.pdf':
      'the certificate of a posting whose days are over: publication.doors.test.ts',
    'GET /:association/trasparenza/assenze/perche':
      'only the agreement of Asti has the clause: publication.doors.test.ts',
    'publication/certify-posting':
      'a posting is certified once its days are over: in its own tests, with the clock moved',
    'publication/publish-rates': 'only the agreement of Asti has the clause: in its own tests',
    'publication/explain-rate': 'only the agreement of Asti has the clause: in its own tests',
    'publication/withdraw-notice': 'what is withdrawn is no longer there for what follows: in its own tests',
    'publication/discard-notice': 'what is discarded is no longer there for what follows: in its own tests',
    'publication/close-board': 'a closed board takes no draft for what follows: in its own tests',
  },
};
