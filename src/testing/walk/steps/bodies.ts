import type { Place } from '../place.ts';
import type { Step, StepsOfModule } from '../step.ts';

/** Every municipality but the one whose mayor tells part of the story. */
export const otherMayors = ({ letter }: Place) =>
  letter === 'h'
    ? ['c_g420', 'c_g825', 'c_h222', 'c_h286', 'c_h635', 'c_h937']
    : ['c_b428', 'c_m100', 'c_e578', 'c_f217', 'c_f231', 'c_h805', 'c_i035'];
/** The body in which every mayor sits. */
export const mainBody = ({ letter }: Place) => (letter === 'h' ? 'giunta' : 'assembly');

const inside = (place: Place) => place.mark(null, 'bodies');
const open = (place: Place) => place.mark(null, 'bodies', 'open');
const paper = (words: string) => ({
  name: `${words}.pdf`,
  content: Buffer.from(`%PDF-1.4\n% ${words}\n%%EOF\n`).toString('base64'),
});
const act = (place: Place) => ({ act: `delibera ${open(place)}`, actNumber: '3', actDay: '2026-01-10' });
const keep =
  (name: string, field: string) =>
  (place: Place, answer: Record<string, unknown>): void => {
    place.ids[name] = String(answer[field]);
  };
const step = (action: string, input: (place: Place) => unknown, more: Partial<Step> = {}): Step => ({
  action: `bodies/${action}`,
  inputs: (place) => [input(place)],
  ...more,
});
const body = (place: Place, id: string) => ({
  body: id,
  name: `Tavolo ${id} ${open(place)}`,
  nature: 'advises',
  about: `Serve ${inside(place)}`,
  since: '2026-01-15',
  ...act(place),
});
type Shown = {
  seats: { holder: { document: { id: string } | null } | null }[];
  delegations: { document: { id: string } | null }[];
};

export const bodiesSteps: StepsOfModule = {
  steps: [
    {
      action: 'identity/renew-representatives',
      inputs: (place) => [
        {
          since: '2021-06-15',
          entries: otherMayors(place).map((entity) => ({
            entity,
            role: 'MAY',
            name: `Persona ${entity}`,
            email: `mayor-${entity}-${place.letter}@walk.example`,
          })),
        },
      ],
    },
    step('list-people', () => ({})),
    step('list-entities', () => ({})),
    step('add-body', (place) => ({ ...body(place, 'tavolo'), document: paper(inside(place)) })),
    step('add-body', (place) => body(place, 'tavolo-due')),
    step('close-body', () => ({ body: 'tavolo-due', until: '2030-12-31', act: 'delibera 9' })),
    step(
      'add-seat',
      (place) => ({
        body: 'tavolo',
        title: `Posto ${open(place)}`,
        entity: place.a,
        since: '2026-01-15',
        act: inside(place),
      }),
      { keep: keep('seat', 'seat') },
    ),
    step('add-seat', () => ({ body: 'tavolo', title: 'Altro posto', since: '2026-01-15' })),
    step('close-seat', () => ({ body: 'tavolo', seat: 'altro-posto', until: '2030-12-31' })),
    // the mayor of the entity is registered by the first thing done as one
    step('list-bodies', () => ({}), { as: 'MAY a' }),
    step(
      'fill-seat',
      (place) => ({
        body: 'tavolo',
        seat: place.ids.seat,
        post: place.staff['MAY a']!.post,
        since: '2026-02-01',
        ...act(place),
        document: paper(inside(place)),
      }),
      { keep: keep('holding', 'holding') },
    ),
    step('vacate-seat', (place) => ({ holding: place.ids.holding, until: '2030-12-31', act: inside(place) })),
    step('list-bodies', () => ({}), { as: 'ASS a' }),
    step(
      'delegate-seat',
      (place) => ({
        body: mainBody(place),
        seat: `sindaco.${place.a}`,
        delegate: place.staff['ASS a']!.person,
        kind: 'standing',
        since: '2027-01-01',
        signed: '2026-11-20',
        document: paper(place.mark(place.a, 'bodies')),
      }),
      { as: 'MAY a', keep: keep('delegation', 'delegation') },
    ),
    step('revoke-delegation', (place) => ({
      delegation: place.ids.delegation,
      on: '2027-06-01',
      act: place.mark(place.a, 'bodies'),
    })),
    step(
      'choose-role',
      (place) => ({
        body: 'tavolo',
        role: 'chair',
        person: place.staff['MAY a']!.person,
        since: '2026-02-02',
        ...act(place),
      }),
      { keep: keep('role', 'id') },
    ),
    step('end-role', (place) => ({ role: place.ids.role, until: '2030-12-31' })),
    step(
      'appoint',
      (place) => ({
        office: 'ambassador',
        name: `Ambasciatore ${open(place)}`,
        person: place.staff['REF a']!.person,
        since: '2026-03-01',
        until: '2029-03-01',
        ...act(place),
        document: paper(inside(place)),
        note: `Nota ${inside(place)}`,
      }),
      { keep: keep('appointment', 'appointment') },
    ),
    step('end-appointment', (place) => ({
      appointment: place.ids.appointment,
      until: '2028-12-31',
      act: `nota ${inside(place)}`,
    })),
    step('add-guest', (place) => ({ body: 'tavolo', name: `Ospite ${inside(place)}`, since: '2026-02-01' }), {
      keep: keep('guest', 'guest'),
    }),
    step('end-guest', (place) => ({ guest: place.ids.guest, until: '2030-12-31' })),
    ...['gone', 'candidate'].flatMap((name) => [
      step(
        'propose-candidate',
        (place) => ({
          body: 'presidency',
          seat: 'fascia-media',
          post: place.staff['MAY a']!.post,
          proposed: '2026-11-20',
          document: paper(place.mark(place.a, 'bodies')),
        }),
        { keep: keep(name, 'candidate') },
      ),
      ...(name === 'gone' ? [step('withdraw-candidate', (place) => ({ candidate: place.ids.gone }))] : []),
    ]),
    ...['chart', 'decided', 'proposed', 'gone'].map((name) =>
      step(
        'propose-organisation-text',
        (place) => ({
          kind: name === 'chart' ? 'chart' : 'regulation',
          title: `Testo ${name} ${inside(place)}`,
          about: inside(place),
          document: paper(inside(place)),
        }),
        { keep: keep(`text-${name}`, 'number') },
      ),
    ),
    ...['chart', 'decided'].map((name) =>
      step('record-organisation-decision', (place) => ({
        number: Number(place.ids[`text-${name}`]),
        act: `delibera ${inside(place)}`,
        actDay: '2026-11-02',
      })),
    ),
    step('record-organisation-act', (place) => ({
      number: Number(place.ids['text-chart']),
      act: `Giunta ${inside(place)}`,
      actDay: '2026-11-09',
      document: paper(inside(place)),
    })),
    step('discard-organisation-text', (place) => ({
      number: Number(place.ids['text-gone']),
      reason: inside(place),
    })),
    step('list-organisation-texts', () => ({})),
    step('show-organisation-text', (place) => ({ number: Number(place.ids['text-chart']) })),
    step('show-body', () => ({ body: 'tavolo' }), {
      keep: (place, { seats }: Shown) => {
        place.ids.paper = seats.find(({ holder }) => holder?.document)!.holder!.document!.id;
      },
    }),
    step('show-body', (place) => ({ body: mainBody(place), on: '2027-02-01' }), {
      keep: (place, { delegations }: Shown) => {
        place.ids.signed = delegations.find(({ document }) => document)!.document!.id;
      },
    }),
    {
      action: 'bodies/read-document',
      inputs: (place) => [{ document: place.ids.paper }, { document: place.ids.signed }],
    },
  ],
  pages: {
    '/:association/organi/documenti/:documento': (place) => ({ documento: place.ids.signed! }),
    '/:association/organi/organizzazione/:testo': (place) => ({ testo: place.ids['text-chart']! }),
    '/:association/organi/organizzazione/:testo/delibera': (place) => ({ testo: place.ids['text-proposed']! }),
    '/:association/organi/organizzazione/:testo/atto': (place) => ({ testo: place.ids['text-decided']! }),
    '/:association/organi/organizzazione/:testo/abbandona': (place) => ({ testo: place.ids['text-proposed']! }),
    '/:association/organi/nomine/:nomina/fine': (place) => ({ nomina: place.ids.appointment! }),
    '/:association/organi/:organo': (place) => ({ organo: 'tavolo', posto: place.ids.seat! }),
    '/:association/organi/:organo/fine/posto/:cosa': (place) => ({ organo: 'tavolo', cosa: place.ids.holding! }),
    '/:association/organi/:organo/fine/delega/:cosa': (place) => ({
      organo: mainBody(place),
      cosa: place.ids.delegation!,
    }),
    '/:association/organi/:organo/fine/incarico/:cosa': (place) => ({ organo: 'tavolo', cosa: place.ids.role! }),
    '/:association/organi/:organo/fine/invitato/:cosa': (place) => ({ organo: 'tavolo', cosa: place.ids.guest! }),
    '/:association/organi/:organo/fine/candidatura/:cosa': (place) => ({
      organo: 'presidency',
      cosa: place.ids.candidate!,
    }),
    '/:association/organi/:organo/fine/seggio/:cosa': (place) => ({ organo: 'tavolo', cosa: place.ids.seat! }),
    '/:association/organi/:organo/fine/organo/:cosa': () => ({ organo: 'tavolo', cosa: 'tavolo' }),
  },
};
