import type { Place } from '../place.ts';
import type { Step, StepsOfModule } from '../step.ts';

/** Every request of the walk is of the entity whose things nobody else may see. */
const words = (place: Place) => place.mark(place.a, 'service-desk');
const step = (action: string, input: (place: Place) => unknown, more: Partial<Step> = {}): Step => ({
  action: `service-desk/${action}`,
  inputs: (place) => [input(place)],
  ...more,
});
const keepNumber = (name: string) => (place: Place, answer: { number: string }) => {
  place.ids[name] = answer.number.replace('/', '-');
};
const keepVersion = (name: string) => (place: Place, answer: { version: number }) => {
  place.ids[name] = answer.version;
};
/** A request, seen after everything that was done to it. */
const ticket = (place: Place, name = 'asked') => ({ ticket: place.ids[name], version: 1000 });
const opened = (name: string) =>
  step(
    'open-ticket',
    (place) => ({
      body: `Serve aiuto ${words(place)}`,
      entity: place.a,
      requesterName: `Al telefono ${words(place)}`,
      contact: words(place),
      asset: `PC ${words(place)}`,
      contract: place.ids.contract,
      origin: 'phone',
    }),
    { keep: keepNumber(name) },
  );
const act = (action: string, more: (place: Place) => object = () => ({}), rest: Partial<Step> = {}) =>
  step(action, (place) => ({ ...ticket(place), ...more(place) }), rest);
const remote = (request: string, name: string) =>
  step(
    'ask-remote-session',
    (place) => ({ ticket: place.ids[request], machine: `PC ${words(place)}`, code: '987', reason: words(place) }),
    {
      as: 'L1 lead',
      keep: (place, { session }: { session: string }) => {
        place.ids[name] = session;
      },
    },
  );
const week = { monday: '8-14', tuesday: '8-14', wednesday: '8-14', thursday: '8-14', friday: '8-14' };

export const serviceDeskSteps: StepsOfModule = {
  steps: [
    step('set-weekly-hours', () => ({ since: '2020-01-01', ...week })),
    step('set-weekly-hours', (place) => ({ entity: place.a, since: '2026-01-01', ...week })),
    step('set-weekly-hours', (place) => ({ entity: place.a, since: '2027-01-01', ...week })),
    step('remove-weekly-hours', (place) => ({ entity: place.a, since: '2027-01-01' })),
    step('add-yearly-holiday', (place) => ({ entity: place.a, monthDay: '12-06', name: `Santo ${words(place)}` })),
    step('add-yearly-holiday', (place) => ({ entity: place.a, monthDay: '12-09', name: `Santo ${words(place)}` })),
    step('remove-yearly-holiday', (place) => ({ entity: place.a, monthDay: '12-09' })),
    {
      action: 'service-desk/add-special-days',
      inputs: (place) =>
        ['2027-08-09', '2027-08-10'].map((from) => ({ entity: place.a, from, why: `Chiusura ${words(place)}` })),
      keep: keepId('closure'),
    },
    step('remove-special-days', (place) => ({ entity: place.a, id: place.ids.closure })),
    step('show-calendar', (place) => ({ entity: place.a })),
    step('set-target', () => ({ since: '2020-01-01', firstAnswer: 60, solution: 480 })),
    step('set-target', () => ({ since: '2027-01-01', priority: 'urgent', firstAnswer: 30, solution: 240 })),
    step('remove-target', () => ({ since: '2027-01-01', priority: 'urgent' })),
    // one that somebody of the entity asks for, and everything that can happen to it
    step('open-ticket', (place) => ({ body: `Non stampa ${words(place)}`, asset: words(place) }), {
      as: 'EMP a',
      keep: keepNumber('asked'),
    }),
    act('comment-ticket', (place) => ({ body: `Arriviamo ${words(place)}` })),
    act('note-ticket', (place) => ({ body: `Fra noi ${words(place)}` })),
    act('assign-ticket', (place) => ({ to: place.staff['L1 lead']!.person })),
    step('list-levels', () => ({})),
    step('name-level-holders', (place) => ({ level: 'second', people: [place.staff['L1 lead']!.person] })),
    act('change-ticket', (place) => ({
      priority: 'high',
      service: 'di-tutti',
      level: 'second',
      why: words(place),
    })),
    step('look-up-support', (place) => ({ entity: place.a, asset: words(place) })),
    act('link-ticket', (place) => ({ asset: `Stampante ${words(place)}`, contract: place.ids.contract })),
    step('list-machines', (place) => ({ entity: place.a })),
    step('list-links', (place) => ({ ticket: place.ids.asked })),
    act('watch-ticket', () => ({ follows: true }), { as: 'REF a' }),
    act('hold-ticket', (place) => ({ reason: 'supplier', why: `Il pezzo ${words(place)}` }), {
      keep: keepVersion('wait'),
    }),
    act('resume-ticket', (place) => ({ why: words(place) })),
    act('correct-wait', (place) => ({
      wait: place.ids.wait,
      from: '2026-11-21T09:00:00Z',
      until: '2026-11-21T10:00:00Z',
    })),
    act('assign-ticket', () => ({ to: 'nobody' })),
    act('undo-ticket'),
    act('ask-task', (place) => ({ kind: 'hands-on', instructions: `Spegnere ${words(place)}`, due: '2026-11-25' }), {
      keep: keepVersion('task'),
    }),
    act('answer-task', (place) => ({ task: place.ids.task, done: true, result: words(place) })),
    act('split-ticket', (place) => ({ subject: `Anche ${words(place)}`, body: words(place) }), {
      keep: keepNumber('split'),
    }),
    act('solve-ticket', (place) => ({ body: `Cambiato il cavo ${words(place)}`, minutes: 20 })),
    act('rate-ticket', (place) => ({ rating: 'satisfied', body: words(place) }), { as: 'EMP a' }),
    act('close-ticket'),
    act('reopen-ticket', (place) => ({ why: words(place) })),
    // others, each with an end of its own
    opened('phoned'),
    step('set-parent', (place) => ({ ...ticket(place, 'phoned'), parent: place.ids.asked })),
    step('ask-task', (place) => ({
      ...ticket(place, 'phoned'),
      kind: 'material',
      instructions: `Consegnare ${words(place)}`,
    })),
    opened('doubled'),
    step('merge-ticket', (place) => ({ ...ticket(place, 'doubled'), into: place.ids.phoned })),
    opened('separated'),
    step('merge-ticket', (place) => ({ ...ticket(place, 'separated'), into: place.ids.phoned })),
    step('unmerge-ticket', (place) => ticket(place, 'separated')),
    opened('refused'),
    step('list-refusal-grounds', (place) => ({ ticket: place.ids.refused })),
    step('refuse-ticket', (place) => ({
      ...ticket(place, 'refused'),
      because: 'other',
      body: `Non compete ${words(place)}`,
      ask: words(place),
    })),
    opened('takenBack'),
    step('withdraw-ticket', (place) => ({ ...ticket(place, 'takenBack'), why: words(place) }), { as: 'REF a' }),
    step('change-tickets', (place) => ({ tickets: [ticket(place, 'phoned')], priority: 'low' })),
    step('save-view', (place) => ({ name: place.mark(null, 'service-desk'), shared: true, asked: { state: 'open' } }), {
      as: 'L1 lead',
    }),
    step('save-view', () => ({ name: 'Passeggera', asked: { priority: 'urgent' } }), {
      as: 'L1 lead',
      keep: (place, { id }: { id: string }) => {
        place.ids.savedView = id;
      },
    }),
    step('remove-view', (place) => ({ id: place.ids.savedView }), { as: 'L1 lead' }),
    step('be-present', (place) => ({ ticket: place.ids.phoned, writing: true }), { as: 'L1 lead' }),
    step('follow-ticket', (place) => ({ ticket: place.ids.phoned })),
    // a session with consent that goes on, one that was ended, one that waits
    step('set-remote-tool', () => ({ tool: 'anydesk', template: 'anydesk:{codice}' })),
    remote('asked', 'remoteEnded'),
    step('answer-remote-session', (place) => ({ session: place.ids.remoteEnded, grants: true }), { as: 'EMP a' }),
    step('begin-remote-session', (place) => ({ session: place.ids.remoteEnded }), { as: 'L1 lead' }),
    step('end-remote-session', (place) => ({ session: place.ids.remoteEnded }), { as: 'L1 lead' }),
    remote('asked', 'remoteWaiting'),
    step(
      'record-spoken-consent',
      (place) => ({
        ...{ ticket: place.ids.phoned, machine: `PC ${words(place)}`, code: '987', reason: words(place), agreed: true },
        ...{ name: `Voce ${words(place)}`, recognised: words(place) },
      }),
      { as: 'L1 lead' },
    ),
    ...['visit', 'visitCancelled'].map((name, place) =>
      step(
        'book-visit',
        (at) => ({
          ...{ ticket: at.ids.phoned, person: at.staff['L1 lead']!.person, place: `Sala ${words(at)}` },
          starts: `2026-12-0${place + 3}T09:00`,
          anyway: true,
        }),
        {
          keep: (at, { visit }: { visit: string }) => {
            at.ids[name] = visit;
          },
        },
      ),
    ),
    step('cancel-visit', (place) => ({ visit: place.ids.visitCancelled })),
    step('list-visits', () => ({})),
    step('show-on-site-response', () => ({ from: '2026-01-01', to: '2026-12-31' })),
    step('list-remote-sessions', () => ({})),
    step('look-up-caller', (place) => ({ q: `Al telefono ${words(place)}` })),
    step('list-tickets', () => ({})),
    step('list-tasks', () => ({})),
    {
      action: 'service-desk/show-ticket',
      inputs: ({ ids }) => ['asked', 'phoned', 'doubled', 'refused'].map((name) => ({ ticket: ids[name] })),
    },
  ],
  pages: {
    '/:association/assistenza/interventi/:intervento': ({ ids }) => ({ intervento: ids.visit! }),
    '/:association/assistenza/richieste/:richiesta/intervento': ({ ids }) => ({ richiesta: ids.asked! }),
    '/:association/assistenza/collegamenti/:sessione': ({ ids }) => ({ sessione: ids.remoteWaiting! }),
    '/:association/assistenza/richieste/:richiesta/collegamento': ({ ids }) => ({ richiesta: ids.asked! }),
    '/:association/assistenza/richieste/:richiesta': ({ ids }) => ({ richiesta: ids.phoned!, atto: 'assegna' }),
  },
};

function keepId(name: string) {
  return (place: Place, answer: { id: string }) => {
    place.ids[name] = answer.id;
  };
}
