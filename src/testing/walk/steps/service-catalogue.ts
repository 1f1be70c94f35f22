import type { Place } from '../place.ts';
import type { Step, StepsOfModule } from '../step.ts';

const open = (place: Place) => place.mark(null, 'service-catalogue', 'open');
const inside = (place: Place) => place.mark(null, 'service-catalogue');
const own = (place: Place) => place.mark(place.a, 'service-catalogue');
const step = (action: string, input: (place: Place) => unknown, more: Partial<Step> = {}): Step => ({
  action: `service-catalogue/${action}`,
  inputs: (place) => [input(place)],
  ...more,
});
const keep = (name: string) => ({
  keep: (place: Place, { id }: { id: string }) => {
    place.ids[name] = id;
  },
});
const both = (it: string) => ({ it, en: it });

/** Services anybody reads, with what of them stays inside: who sees to them, and what is asked of who wants them. */
const document = (place: Place) =>
  JSON.stringify({
    format: 1,
    since: '2020-01-01',
    services: [
      {
        code: 'di-tutti',
        name: both(`Servizio ${open(place)}`),
        does: both(`Di tutti ${open(place)}`),
        owner: inside(place),
        entitlement: 'by-right',
        categories: ['pc'],
      },
      {
        code: 'chiesto',
        name: both(`Chiesto ${open(place)}`),
        does: both(`A chi lo chiede ${open(place)}`),
        unit: 'mailboxes',
        fields: [{ code: 'chi', label: both(`Per chi ${inside(place)}`), kind: 'person' }],
      },
    ],
    standards: [
      {
        code: 'norme-1',
        kind: 'structural',
        since: '2020-01-01',
        title: both(`Norme ${open(place)}`),
        points: [{ code: 'cifratura', says: both(`Cifrato ${open(place)}`) }],
      },
      { code: 'documenti-1', kind: 'documents', since: '2020-01-01', title: both(`Modelli ${open(place)}`) },
    ],
  });
const draft = (service: string, word: (place: Place) => string) =>
  step('draft-service', (place) => ({
    ...{ service, since: '2026-01-01', offeredSince: '2026-01-01' },
    name: both(`Bozza ${word(place)}`),
    does: both(`Prova ${word(place)}`),
    owner: inside(place),
  }));
const asked = (name: string, from: string, until: string) =>
  step(
    'activate-service',
    (place) => ({ service: 'chiesto', from, until, units: 5, act: `det. ${own(place)}`, beneficiary: own(place) }),
    { as: 'REF a', ...keep(name) },
  );
const declared = (name: string) =>
  step(
    'declare-system',
    (place) => ({ name: `${name} ${own(place)}`, category: 'server', use: `Serve a ${own(place)}` }),
    { as: 'REF a', ...keep(name) },
  );
const decides = (name: string, approves: boolean) =>
  step('decide-activation', (place) => ({ activation: place.ids[name], approves, why: own(place) }));

export const serviceCatalogueSteps: StepsOfModule = {
  steps: [
    step('load-services', (place) => ({ document: document(place), approves: true })),
    draft('provata', open),
    step('approve-service', (place) => ({ service: 'provata', act: inside(place) })),
    draft('lasciata', inside),
    step('drop-draft', (place) => ({ service: 'lasciata', why: inside(place) })),
    draft('bozza', inside),
    step('ask-scope', () => ({ category: 'consumable' })),
    asked('activated', '2026-01-01', '2026-12-31'),
    decides('activated', true),
    step('correct-activation', (place) => ({
      activation: place.ids.activated,
      ...{ from: '2026-01-01', units: 6, act: `det. ${own(place)}`, beneficiary: own(place) },
      why: `Contate di nuovo ${own(place)}`,
    })),
    step('end-activation', (place) => ({ activation: place.ids.activated, until: '2026-12-31', why: own(place) })),
    asked('turnedDown', '2027-01-01', '2027-06-30'),
    decides('turnedDown', false),
    asked('waiting', '2027-07-01', '2027-12-31'),
    step('set-standard', (place) => ({
      ...{ code: 'norme-2', kind: 'structural', stage: 'study', since: '2027-01-01' },
      title: both(`Norme ${inside(place)}`),
      act: inside(place),
    })),
    step(
      'adopt-standard',
      (place) => ({ code: 'documenti-1', since: '2026-03-01', act: `delibera ${own(place)}`, why: own(place) }),
      { as: 'REF a' },
    ),
    step('list-adoptions', () => ({ code: 'documenti-1' })),
    step('set-associated-office', (place) => ({
      ...{ code: 'polizia-locale', name: both(`Polizia ${inside(place)}`), since: '2026-01-01', entities: [place.a] },
      procedures: [{ code: 'verbali', name: `Verbali ${inside(place)}`, software: inside(place) }],
      act: inside(place),
    })),
    step('record-unification', () => ({ code: 'polizia-locale', procedure: 'verbali' }), { as: 'REF a' }),
    step('list-associated-offices', () => ({})),
    declared('tolto'),
    step('dismiss-system', (place) => ({ system: place.ids.tolto, why: own(place) }), { as: 'REF a' }),
    declared('comprato'),
    step('check-system', (place) => ({
      system: place.ids.comprato,
      answers: { cifratura: { met: true, evidence: `Scheda ${own(place)}` } },
    })),
    step('authorise-system', (place) => ({
      ...{ system: place.ids.comprato, authorises: true },
      act: `prot. ${own(place)}`,
      why: own(place),
    })),
    step('record-purchase', (place) => ({
      ...{ system: place.ids.comprato, bought: '2026-11-01', boughtBy: 'office' },
      act: `ordine ${own(place)}`,
    })),
    declared('da-comprare'),
    step('list-services', () => ({})),
    step('list-askable', () => ({}), { as: 'EMP a' }),
    step('show-service', () => ({ service: 'provata' })),
    step('list-drafts', () => ({})),
    step('list-activations', () => ({})),
    step('show-activation', (place) => ({ activation: place.ids.activated })),
    step('list-standards', () => ({})),
    step('list-systems', () => ({})),
    step('show-system', (place) => ({ system: place.ids.comprato })),
  ],
  pages: {
    '/:association/assistenza/catalogo/servizi/:servizio': () => ({ servizio: 'provata' }),
    '/:association/assistenza/catalogo/servizi/:servizio/approvazione': () => ({ servizio: 'bozza' }),
    '/:association/assistenza/catalogo/servizi/:servizio/abbandono': () => ({ servizio: 'bozza' }),
    '/:association/assistenza/catalogo/standard/:standard/modifica': () => ({ standard: 'norme-2' }),
    '/:association/assistenza/catalogo/standard/:standard': () => ({ standard: 'documenti-1' }),
    '/:association/assistenza/catalogo/uffici/:ufficio': () => ({ ufficio: 'polizia-locale' }),
    '/:association/assistenza/catalogo/attivazioni/:attivazione': ({ ids }) => ({ attivazione: ids.activated! }),
    '/:association/assistenza/catalogo/attivazioni/:attivazione/approva': ({ ids }) => ({ attivazione: ids.waiting! }),
    '/:association/assistenza/catalogo/attivazioni/:attivazione/rifiuta': ({ ids }) => ({ attivazione: ids.waiting! }),
    '/:association/assistenza/catalogo/attivazioni/:attivazione/ritira': ({ ids }) => ({ attivazione: ids.waiting! }),
    '/:association/assistenza/catalogo/sistemi/:sistema': ({ ids }) => ({ sistema: ids['da-comprare']! }),
  },
};
