import type { Place } from '../place.ts';
import type { Step, StepsOfModule } from '../step.ts';

/** Of the office alone; what the entities or anybody read has words that everybody may see. */
const inside = (place: Place) => place.mark(null, 'service-desk');
const open = (place: Place) => place.mark(null, 'service-desk', 'open');
const ofA = (place: Place) => place.mark(place.a, 'service-desk');
const step = (action: string, input: (place: Place) => unknown, more: Partial<Step> = {}): Step => ({
  action: `knowledge/${action}`,
  inputs: (place) => [input(place)],
  ...more,
});
const keep = (name: string) => (place: Place, answer: { id: string }) => {
  place.ids[name] = answer.id;
};
const article = (audience: 'office' | 'employees' | 'public', words: string) => ({
  audience,
  title: `Come si fa ${words}`,
  body: `1. Aprire **${words}**`,
  titleEn: `How to ${words}`,
  bodyEn: `1. Open ${words}`,
  words,
});
const of = (place: Place, name = 'publicArticle') => ({ article: place.ids[name] });
const planned = { kind: 'planned', impact: 'slow', starts: '2026-12-01T22:00', ends: '2026-12-01T23:00' } as const;

export const knowledgeSteps: StepsOfModule = {
  steps: [
    step('write-article', (place) => article('office', inside(place)), { keep: keep('officeArticle') }),
    step('publish-article', (place) => of(place, 'officeArticle')),
    step('change-article', (place) => ({
      ...of(place, 'officeArticle'),
      latest: 1,
      ...article('office', inside(place)),
    })),
    step('write-article', (place) => article('employees', open(place)), { keep: keep('withdrawnArticle') }),
    step('publish-article', (place) => of(place, 'withdrawnArticle')),
    step('withdraw-article', (place) => of(place, 'withdrawnArticle')),
    step('write-article', (place) => article('public', open(place)), { keep: keep('publicArticle') }),
    step('publish-article', (place) => of(place)),
    step('rate-article', (place) => ({ ...of(place), helpful: true }), { as: 'EMP a' }),
    step('list-articles', () => ({})),
    step('read-articles', () => ({})),
    step('show-article', (place) => of(place, 'officeArticle')),
    step('show-article', (place) => of(place)),
    step('read-article', (place) => of(place)),
    step('suggest-articles', (place) => ({ words: open(place) })),
    {
      action: 'service-desk/open-ticket',
      inputs: (place) => [{ body: `Non firma ${ofA(place)}`, entity: place.a, requesterName: `Anna ${ofA(place)}` }],
      keep: (place, { number }: { number: string }) => {
        place.ids.told = number.replace('/', '-');
      },
    },
    {
      action: 'service-desk/solve-ticket',
      inputs: (place) => [{ ticket: place.ids.told, version: 1, body: `Rinnovato ${ofA(place)}`, minutes: 5 }],
    },
    step('propose-article', (place) => ({ ticket: place.ids.told })),
    step(
      'announce',
      (place) => ({ kind: 'problem', impact: 'down', title: `Ferma ${open(place)}`, body: `Si cerca ${open(place)}` }),
      { keep: keep('problem') },
    ),
    step('announce', (place) => ({ ...planned, title: `Lavori ${open(place)}`, body: open(place) })),
    step('link-announcement', (place) => ({ announcement: place.ids.problem, ticket: place.ids.asked })),
    step('show-links', (place) => ({ ticket: place.ids.asked })),
    step('choose-subscription', () => ({ problems: 'at-once', planned: 'daily' }), { as: 'EMP a' }),
    step('show-subscription', () => ({}), { as: 'EMP a' }),
    step('update-announcement', (place) => ({ announcement: place.ids.problem, stage: 'watched', body: open(place) })),
    step('read-announcement', (place) => ({ announcement: place.ids.problem })),
    step('show-announcement', (place) => ({ announcement: place.ids.problem })),
  ],
  pages: {
    '/:association/assistenza/articoli/:articolo': ({ ids }) => ({ articolo: ids.publicArticle! }),
    '/:association/stato/:avviso': ({ ids }) => ({ avviso: ids.problem! }),
    '/:association/assistenza/richieste/:richiesta/problema-noto': ({ ids }) => ({ richiesta: ids.asked! }),
  },
};
