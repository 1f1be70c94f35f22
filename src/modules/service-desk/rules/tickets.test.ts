import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Role } from '../../../platform/role.ts';
import {
  type Act,
  acts,
  applyEvent,
  changedMeanwhile,
  clockEvents,
  fieldsBefore,
  type Happening,
  handedTo,
  hopsOf,
  levelsOf,
  mayDo,
  type Party,
  parties,
  partyOf,
  readTicketNumber,
  runningWait,
  solvedInTheCall,
  supplierTicketsOf,
  type Ticket,
  type TicketEvent,
  type TicketState,
  ticketId,
  ticketNumber,
  ticketOf,
  ticketStates,
  transitions,
  undoable,
} from './index.ts';

const monday = Date.parse('2026-11-23T08:00:00Z');
const minute = 60_000;
const day = 24 * 60 * minute;
const rosa = { person: 'rosa', name: 'Rosa', party: 'requester' } as const;
const teo = { person: 'teo', name: 'Teo', party: 'office' } as const;
const lia = { person: 'lia', name: 'Lia', party: 'office' } as const;
const opening: Happening = {
  kind: 'opened',
  entity: 'c_e507',
  requester: 'rosa',
  requesterName: 'Rosa',
  contact: '',
  service: null,
  priority: 'normal',
  level: 'first',
  subject: 'La stampante non stampa',
  body: 'Da stamattina.',
  origin: 'portal',
  asset: '',
  contract: '',
  from: null,
};

type Happened = readonly [TicketEvent['by'], Happening];
/** Events a minute apart, from Monday morning. */
function story(...happened: Happened[]): readonly TicketEvent[] {
  return happened.map(([by, happening], place) => ({
    ...happening,
    version: place + 1,
    at: monday + place * minute,
    by,
  }));
}
const after = (...happened: Happened[]) => ticketOf(story([rosa, opening], ...happened), ticketId(2026, 1))!;

/**
 * For each act: the states it starts from, what follows, and for whom, written out by hand. States: N new, A assigned,
 * W waiting, S solved, C closed, R refused. Parties: o office, h head, s supplier, r referent, q requester.
 */
const byHand: Readonly<Record<Act, string>> = {
  comment: 'NAWS stays ohsrq',
  note: 'NAWSCR stays oh',
  assign: 'NAW standing oh',
  'set-priority': 'NAW stays oh',
  'set-service': 'NAW stays oh',
  'set-level': 'NAW standing oh',
  wait: 'NAW waiting oh',
  resume: 'W standing oh',
  'correct-wait': 'NAWSC standing-while-open oh',
  solve: 'NAW solved ohs',
  close: 'S closed ohrq',
  withdraw: 'NAW closed rq',
  reopen: 'SCR standing ohrq',
  refuse: 'NAW refused oh',
  merge: 'NAW merged oh',
  absorb: 'NAW stays oh',
  unmerge: 'M stays oh',
  split: 'NAWSCR stays oh',
  'set-parent': 'NAW stays oh',
  link: 'NAW stays oh',
  'ask-task': 'NAW waiting oh',
  'answer-task': 'NAW standing ohr',
  rate: 'SC stays q',
  undo: 'NAWSCR stays ohs',
};
const letters: Readonly<Record<TicketState | Party, string>> = {
  new: 'N',
  assigned: 'A',
  waiting: 'W',
  solved: 'S',
  closed: 'C',
  merged: 'M',
  refused: 'R',
  office: 'o',
  head: 'h',
  supplier: 's',
  referent: 'r',
  requester: 'q',
  reader: '-',
};
const answerOf = (act: Act, ticket: Pick<Ticket, 'state' | 'wait' | 'closedAt'>, party: Party, now = monday) => {
  const answer = mayDo(act, ticket, { party, now });
  return answer.ok ? 'yes' : answer.refusals[0]!.code.replace('service-desk/', '');
};

describe('who can do what to a request, and when', () => {
  it('[VV-5.3.a, AT-U2] every act from every state for every party is as the table written out by hand says', () => {
    let allowed = 0;
    for (const act of acts) {
      const [from, to, by] = byHand[act].split(' ') as [string, string, string];
      expect(`${act} ${transitions[act].to}`).toBe(`${act} ${to}`);
      for (const state of ticketStates)
        for (const party of parties) {
          const ticket = { state, wait: state === 'waiting' ? ('agreed' as const) : null, closedAt: null };
          const expected = from.includes(letters[state]) && by.includes(letters[party]);
          expect(`${act} ${state} ${party} ${answerOf(act, ticket, party) === 'yes'}`).toBe(
            `${act} ${state} ${party} ${expected}`,
          );
          if (expected) allowed += 1;
        }
    }
    expect(allowed).toBeGreaterThan(150);
  });

  it('[AT-P4] a request made of a letter counts from when the letter came, and says so', () => {
    const came = monday - day;
    const letter = { ...opening, origin: 'email', came } as const;
    const events = story([rosa, letter]);
    expect(ticketOf(events, ticketId(2026, 1))!.openedAt).toBe(came);
    expect(clockEvents(events)).toMatchObject([{ kind: 'opened', at: came, byLetter: true }]);
    expect(clockEvents(story([rosa, opening]))).toMatchObject([{ kind: 'opened', at: monday }]);
  });

  it('[VV-1.3, VV-9.2.a] a merge taken back never was: the wait and the clock of the request go on as before it', () => {
    const wait: Happened = [teo, { kind: 'waited', reason: 'supplier', why: '', supplier: 'Ditta' }];
    const merged: Happened = [teo, { kind: 'merged', into: ticketId(2026, 7) }];
    const [before, during] = [after(wait), after(wait, merged)];
    expect([during.state, during.mergedInto, during.wait]).toEqual(['merged', ticketId(2026, 7), null]);
    const restores = fieldsBefore(before, during);
    const back: Happened = [lia, { kind: 'unmerged', from: ticketId(2026, 7), event: 3, restores }];
    const again = after(wait, merged, back);
    expect(again).toEqual({ ...before, version: 4, changedAt: again.changedAt });
    const events = story([rosa, opening], wait, merged, back);
    expect(clockEvents(events).map(({ kind }) => kind)).toEqual(['opened', 'paused']);
    expect(hopsOf(events, monday + day)).toMatchObject([{ level: 'first', until: null }]);
    expect(supplierTicketsOf(events, monday + day)).toMatchObject([{ supplier: 'Ditta', answered: null }]);
  });

  it('[VV-9.2.a] whoever it waits for can say that it goes on: the referent the material, the person the answer', () => {
    const waiting = (wait: Ticket['wait']) => ({ state: 'waiting', wait, closedAt: null }) as const;
    const table = (['material', 'person', 'referent', 'supplier', 'agreed'] as const).map(
      (wait) => `${wait}: ${parties.filter((party) => answerOf('resume', waiting(wait), party) === 'yes').join(' ')}`,
    );
    expect(table).toEqual([
      'material: office head referent',
      'person: office head referent requester',
      'referent: office head referent',
      'supplier: office head supplier',
      'agreed: office head',
    ]);
    expect(answerOf('resume', { state: 'new', wait: null, closedAt: null }, 'requester')).toBe('not-in-this-state');
    expect(answerOf('resume', waiting('agreed'), 'reader')).toBe('not-for-this-post');
  });

  it('[VV-1.3] what is closed opens again for thirty days, and not for ever', () => {
    const closed = { state: 'closed', wait: null, closedAt: monday } as const;
    expect(answerOf('reopen', closed, 'requester', monday + 30 * day)).toBe('yes');
    expect(answerOf('reopen', closed, 'requester', monday + 30 * day + 1)).toBe('closed-too-long');
  });

  it('[VV-5.3.a, ISO-1] each post is one thing to a request of its entity, and nothing to one of another', () => {
    const ticket = { entity: 'c_e507', requester: 'rosa', assignee: 'sara' };
    const of = (role: Role | null, person: string, entity: string | null) =>
      partyOf({ role, person, entity, console: false }, ticket);
    expect(of('REF', 'ugo', 'c_e507')).toBe('referent');
    expect(of('REF', 'ugo', 'c_a112')).toBeUndefined();
    expect(of('EMP', 'rosa', 'c_e507')).toBe('requester');
    expect(of('EMP', 'rosa', 'c_a112')).toBeUndefined();
    expect(of('EMP', 'pia', 'c_e507')).toBeUndefined();
    expect(of('ACC', 'rosa', 'c_e507')).toBe('requester');
    expect(of('MAY', 'ida', 'c_e507')).toBe('reader');
    expect(of('MAY', 'ida', 'c_a112')).toBeUndefined();
    expect([of('L1', 'teo', null), of('L2', 'teo', null), of('SYS', 'teo', null)]).toEqual([
      'office',
      'office',
      'office',
    ]);
    expect([of('RES', 'x', null), of('ADM', 'x', null)]).toEqual(['head', 'reader']);
    expect([of('SUP', 'sara', null), of('SUP', 'teo', null)]).toEqual(['supplier', undefined]);
    expect([of('PRE', 'x', 'c_e507'), of('SEC', 'x', 'c_e507'), of(null, 'rosa', 'c_e507')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(partyOf({ role: null, person: null, entity: null, console: true }, ticket)).toBe('head');
  });
});

describe('a request is what its events add up to', () => {
  it('[AT-U2] taken, handed on, put on hold, taken up again, solved, rated and closed', () => {
    const taken = after([teo, { kind: 'assigned', to: 'teo', toName: 'Teo' }]);
    expect(taken).toMatchObject({ state: 'assigned', assignee: 'teo', version: 2, changedAt: monday + minute });
    const waiting = after(
      [teo, { kind: 'assigned', to: 'teo', toName: 'Teo' }],
      [teo, { kind: 'waited', reason: 'supplier', why: 'Pezzo ordinato' }],
      [teo, { kind: 'level-changed', level: 'supplier', why: '' }],
      [teo, { kind: 'assigned', to: 'lia', toName: 'Lia' }],
    );
    expect(waiting).toMatchObject({ state: 'waiting', wait: 'supplier', level: 'supplier', assignee: 'lia' });
    const rated = after(
      [teo, { kind: 'waited', reason: 'person', why: '' }],
      [rosa, { kind: 'commented', body: 'Ecco', minutes: 0 }],
      [rosa, { kind: 'resumed', why: '' }],
      [teo, { kind: 'solved', body: 'Fatto', minutes: 25 }],
      [rosa, { kind: 'rated', rating: 'satisfied', body: '' }],
      [rosa, { kind: 'closed' }],
    );
    expect(rated).toMatchObject({
      state: 'closed',
      wait: null,
      answeredAt: monday + 4 * minute,
      solvedAt: monday + 4 * minute,
      closedAt: monday + 6 * minute,
      rating: 'satisfied',
      minutes: 25,
    });
  });

  it('[VV-5.3.b, VV-9.2.a] a task for the referent puts it on hold, its answer takes it up again', () => {
    const asked = [teo, { kind: 'task-asked', task: 'material', instructions: 'Un toner', due: null }] as const;
    expect(after(asked)).toMatchObject({ state: 'waiting', wait: 'material' });
    const hands = [teo, { kind: 'task-asked', task: 'hands-on', instructions: 'Spegnere', due: null }] as const;
    expect(after(hands)).toMatchObject({ state: 'waiting', wait: 'referent' });
    const ugo = { person: 'ugo', name: 'Ugo', party: 'referent' } as const;
    const answer = [ugo, { kind: 'task-answered', task: 2, done: true, result: 'Consegnato' }] as const;
    expect(after(asked, answer)).toMatchObject({ state: 'new', wait: null });
  });

  it('[AT-U2, LC-2.app.3] tells how long each level and each supplier had it, and whether the call was enough', () => {
    const at = (minutes: number, happening: Happening): TicketEvent => ({
      ...{ version: minutes + 1, at: monday + minutes * minute, by: teo },
      ...happening,
    });
    const called = { ...opening, origin: 'phone' } as const;
    const theirs = { supplier: 'Ditta', supplierTicket: 'A-17' };
    const events = [
      at(0, called),
      at(10, { kind: 'level-changed', level: 'project-manager', why: '' }),
      at(20, { kind: 'waited', reason: 'supplier', why: '', ...theirs }),
      at(50, { kind: 'resumed', why: '' }),
      at(60, { kind: 'waited', reason: 'supplier', why: '' }),
      at(70, { kind: 'wait-withdrawn', wait: 61, why: '' }),
      at(80, { kind: 'solved', body: 'Fatto', minutes: 5 }),
    ];
    const now = monday + 500 * minute;
    expect(hopsOf(events, now).map(({ level, minutes }) => `${level} ${minutes}`)).toEqual([
      'first 10',
      'project-manager 70',
    ]);
    expect(supplierTicketsOf(events, now)).toEqual([
      { supplier: 'Ditta', number: 'A-17', opened: monday + 20 * minute, answered: monday + 50 * minute, minutes: 30 },
    ]);
    expect(supplierTicketsOf(events.slice(0, 3), now)).toMatchObject([{ answered: null, minutes: 480 }]);
    const corrected = at(90, { kind: 'wait-corrected', wait: 21, from: monday + 30 * minute, until: null });
    expect(supplierTicketsOf([...events, corrected], now)).toMatchObject([{ number: 'A-17', minutes: 20 }]);
    const solved = { kind: 'solved', body: 'Fatto', minutes: 5 } as const;
    expect([solvedInTheCall(events), solvedInTheCall([at(0, called), at(0, solved)])]).toEqual([false, true]);
  });

  it('[VV-1.3] opened again, it is with who had it, and no longer solved', () => {
    const again = after(
      [teo, { kind: 'assigned', to: 'teo', toName: 'Teo' }],
      [teo, { kind: 'solved', body: 'Fatto', minutes: 5 }],
      [rosa, { kind: 'closed' }],
      [rosa, { kind: 'reopened', why: 'Di nuovo' }],
    );
    expect(again).toMatchObject({ state: 'assigned', assignee: 'teo', solvedAt: null, closedAt: null, minutes: 5 });
  });

  it('[R-VV-8] turned down, merged: ends with their own name', () => {
    const refused = {
      kind: 'refused',
      body: 'Il toner lo compra l’ente',
      ask: 'Economato',
      clause: 'x',
      article: 'art. 3',
    } as const;
    expect(after([teo, refused])).toMatchObject({
      state: 'refused',
      answeredAt: monday + minute,
      closedAt: monday + minute,
    });
    expect(after([teo, { kind: 'merged', into: 7 }])).toMatchObject({ state: 'merged', mergedInto: 7 });
  });

  it('[VV-1.3] whatever is undone is as it was, apart from the time and the number of its events', () => {
    const changes = fc.constantFrom<Happening>(
      { kind: 'assigned', to: 'teo', toName: 'Teo' },
      { kind: 'assigned', to: null, toName: '' },
      { kind: 'priority-changed', priority: 'urgent' },
      { kind: 'service-changed', service: 'posta' },
      { kind: 'level-changed', level: 'second', why: '' },
      { kind: 'waited', reason: 'supplier', why: '' },
      { kind: 'linked', asset: 'PC 12', contract: '' },
      { kind: 'parent-set', parent: 20260000009 },
      { kind: 'withdrawn', why: '' },
      { kind: 'closed' },
    );
    fc.assert(
      fc.property(fc.array(changes, { maxLength: 6 }), changes, (earlier, last) => {
        const events = story([rosa, opening], ...earlier.map((one) => [teo, one] as const), [teo, last]);
        const before = ticketOf(events.slice(0, -1), 1)!;
        const done = ticketOf(events, 1)!;
        const undone: TicketEvent = {
          kind: 'undone',
          event: done.version,
          restores: fieldsBefore(before, done),
          version: done.version + 1,
          at: done.changedAt + minute,
          by: teo,
        };
        const { version: _v, changedAt: _c, ...was } = before;
        expect(applyEvent(done, undone, 1)).toMatchObject(was);
      }),
    );
  });
});

describe('the levels of help', () => {
  it('[AT-U2] first, second and suppliers everywhere; project manager and facilitator where a clause has them', () => {
    expect(levelsOf([]).map(({ level }) => level)).toEqual(['first', 'second', 'supplier']);
    const source = { agreement: 'asti', clause: 'assistance', article: 'enti, punto 2' };
    const terms = {
      levels: [
        { level: 'facilitator', roles: ['L1'] },
        { level: 'project-manager', roles: ['L2'] },
      ],
    } as const;
    const levels = levelsOf([{ terms: terms as never, source }]);
    expect(levels.map(({ level }) => level)).toEqual(['first', 'second', 'project-manager', 'supplier', 'facilitator']);
    expect(levels.find(({ level }) => level === 'project-manager')).toEqual({
      ...{ level: 'project-manager', roles: ['L2'], source },
    });
  });

  it('[AT-U2, AT-C1] a request handed on is somebody’s, or of everybody of the level; a supplier is somebody', () => {
    const given = (more: Partial<Parameters<typeof handedTo>[0]>) => {
      const all = { level: 'second', to: undefined, assignee: 'teo', named: [], people: ['lia', 'ivo'] } as const;
      const answer = handedTo({ ...all, ...more });
      return answer.ok ? answer.value : answer.refusals[0]!.code;
    };
    expect(given({})).toBeNull();
    expect([given({ to: 'ivo' }), given({ to: 'teo' })]).toEqual(['ivo', 'service-desk/not-of-this-level']);
    expect([given({ named: ['enrico', 'lia'] }), given({ named: ['enrico'], to: 'enrico' })]).toEqual([
      'enrico',
      'enrico',
    ]);
    expect([given({ named: ['enrico'], to: 'nobody' }), given({ assignee: 'ivo' })]).toEqual([null, 'ivo']);
    expect([given({ people: ['lia'] }), given({ people: [] })]).toEqual(['lia', null]);
    const supplier = { level: 'supplier' } as const;
    expect([given(supplier), given({ ...supplier, to: 'nobody' })]).toEqual(
      Array(2).fill('service-desk/which-supplier'),
    );
    expect([given({ ...supplier, people: ['sara'] }), given({ ...supplier, people: [] })]).toEqual(['sara', 'teo']);
  });
});

describe('two at one request', () => {
  const comment: Happening = { kind: 'commented', body: 'Provo io', minutes: 0 };
  const kinds = (act: Act, by: TicketEvent['by'], happening: Happening) =>
    changedMeanwhile(act, story([by, happening]), 'teo').map(({ kind }) => kind);

  it('[VV-2.3.f] what the other has done stops only what it touches', () => {
    expect(kinds('comment', lia, comment)).toEqual(['commented']);
    expect(kinds('set-priority', lia, comment)).toEqual([]);
    expect(kinds('set-priority', lia, { kind: 'priority-changed', priority: 'high' })).toEqual(['priority-changed']);
    expect(kinds('assign', lia, { kind: 'assigned', to: 'lia', toName: 'Lia' })).toEqual(['assigned']);
    expect(kinds('solve', rosa, comment)).toEqual(['commented']);
    expect(kinds('note', lia, { kind: 'solved', body: '', minutes: 0 })).toEqual([]);
  });

  it('[VV-2.3.f] one’s own acts in another window never stand in the way', () => {
    expect(kinds('comment', teo, comment)).toEqual([]);
  });

  it('[VV-2.3.f] the last act is taken back by who did it, for ten minutes, and only if nobody was told', () => {
    const last = (happening: Happening, by: TicketEvent['by'] = teo) => story([by, happening])[0];
    const told = (event: TicketEvent | undefined, now = monday) => {
      const answer = undoable(event, { person: 'teo', now });
      return answer.ok ? 'yes' : answer.refusals[0]!.code;
    };
    expect(told(last({ kind: 'closed' }))).toBe('yes');
    expect(told(last({ kind: 'closed' }), monday + 10 * minute)).toBe('yes');
    expect(told(last({ kind: 'closed' }), monday + 10 * minute + 1)).toBe('service-desk/nothing-to-undo');
    expect(told(last({ kind: 'closed' }, lia))).toBe('service-desk/nothing-to-undo');
    expect(told(last(comment))).toBe('service-desk/cannot-be-undone');
    expect(told(undefined)).toBe('service-desk/nothing-to-undo');
  });
});

describe('what the clock is told', () => {
  it('[VV-9.2.a] waits, their corrections and the first answer; never what was undone', () => {
    const events = story(
      [rosa, opening],
      [rosa, { kind: 'commented', body: 'Anche lo scanner', minutes: 0 }],
      [teo, { kind: 'task-asked', task: 'material', instructions: 'Toner', due: null }],
      [teo, { kind: 'wait-corrected', wait: 3, from: monday, until: monday + minute }],
      [teo, { kind: 'priority-changed', priority: 'urgent' }],
      [teo, { kind: 'undone', event: 5, restores: { priority: 'normal' } }],
      [teo, { kind: 'solved', body: 'Fatto', minutes: 1 }],
    );
    expect(clockEvents(events).map(({ kind, id }) => `${id} ${kind}`)).toEqual([
      '1 opened',
      '3 paused',
      '4 corrected',
      '7a answered',
      '7 solved',
    ]);
  });
});

describe('a wait that is corrected', () => {
  const waited = [
    [rosa, opening],
    [teo, { kind: 'waited', reason: 'material', why: '' }],
  ] as const satisfies readonly Happened[];
  const from = monday + minute;

  it('[VV-9.2.a] one that was over, or never was, is waited for no more; one that lasts still, or again, is', () => {
    const over = { kind: 'wait-corrected', wait: 2, from, until: from + 10 } as const;
    const lasting = { kind: 'wait-corrected', wait: 2, from: monday, until: null } as const;
    const none = { kind: 'wait-withdrawn', wait: 2, why: '' } as const;
    const wait = (...told: Happened[]) => runningWait(story(...waited, ...told));
    expect([wait(), wait([teo, over]), wait([teo, lasting]), wait([teo, none])]).toEqual([
      'material',
      null,
      'material',
      null,
    ]);
    expect(wait([teo, over], [teo, lasting])).toBe('material');
    expect(wait([teo, { kind: 'waited', reason: 'supplier', why: '' }], [teo, over])).toBe('supplier');
  });

  it('[VV-9.2.a] the request follows: again with who has it, unless it has ended', () => {
    const [, hold] = waited;
    const assigned = [teo, { kind: 'assigned', to: 'teo', toName: 'Teo' }] as const;
    const over = (wait: number, leaves: 'material' | null) =>
      [teo, { kind: 'wait-corrected', wait, from, until: from, leaves }] as const;
    expect(after(hold, over(2, null))).toMatchObject({ state: 'new', wait: null });
    expect(after(assigned, hold, over(3, null))).toMatchObject({ state: 'assigned', wait: null });
    expect(after(hold, over(2, null), over(2, 'material'))).toMatchObject({ state: 'waiting', wait: 'material' });
    const solved = [teo, { kind: 'solved', body: 'Fatto', minutes: 0 }] as const;
    expect(after(hold, solved, over(2, null))).toMatchObject({ state: 'solved', wait: null });
    const before = [teo, { kind: 'wait-corrected', wait: 2, from, until: from }] as const;
    expect(after(hold, before)).toMatchObject({ state: 'waiting', wait: 'material' });
  });
});

describe('numbers of requests', () => {
  it('[VV-1.3] the year and the number in it, there and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2000, max: 2199 }), fc.integer({ min: 1, max: 9_999_999 }), (year, number) => {
        expect(readTicketNumber(ticketNumber(ticketId(year, number)))).toBe(ticketId(year, number));
      }),
    );
    expect(readTicketNumber('2026-7')).toBe(20260000007);
    expect(['2026', '26/7', '2026/0', '2026/12345678', 'x/1'].map(readTicketNumber)).toEqual(Array(5).fill(undefined));
  });
});
