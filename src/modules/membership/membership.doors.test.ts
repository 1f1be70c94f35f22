import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { day } from '../../kernel/day.ts';
import type { Actor, AnyAction } from '../../platform/action.ts';
import { stoppedClock } from '../../platform/clock.ts';
import { inContext } from '../../platform/database/context.ts';
import { createPerform } from '../../platform/perform.ts';
import { BadInput } from '../../platform/problem.ts';
import { consoleIn, personIn } from '../../testing/actor.ts';
import { createTestDatabase } from '../../testing/database.ts';
import { authorise } from '../identity/rules/authorise.ts';
import { addEntity } from './actions/add-entity.ts';
import { changeEntity } from './actions/change-entity.ts';
import { endRepresentation } from './actions/end-representation.ts';
import { joinAssociation } from './actions/join-association.ts';
import { leaveAssociation } from './actions/leave-association.ts';
import { listEntities } from './actions/list-entities.ts';
import { listFigures } from './actions/list-figures.ts';
import { recordFigure } from './actions/record-figure.ts';
import { setRepresentation } from './actions/set-representation.ts';
import { showEntity } from './actions/show-entity.ts';
import { showFigures } from './actions/show-figures.ts';
import { withdrawFigure } from './actions/withdraw-figure.ts';
import { figuresOn, membersBetween } from './index.ts';
import { membershipModule } from './module.ts';

const database = await createTestDatabase();
const clock = { now: stoppedClock('2027-03-01T10:00:00+01:00') };
const perform = createPerform({ database, clock: () => clock.now(), authorise, checksOutput: true });
const office = personIn('valle', 'ADM', 'unione-valle');
const referent = personIn('valle', 'REF', 'c_e668');

const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => error.refusals?.[0]?.code ?? error.constructor.name,
  );
const paths = (work: Promise<unknown>) =>
  work.then(
    () => [],
    (error) => (error instanceof BadInput ? error.problems.map(({ path }) => path) : [error.constructor.name]),
  );
const reading = { association: 'valle', actor: office, entities: 'all', reads: true } as const;

const municipality = (name: string, belfiore: string, istat: string) => ({
  name,
  kind: 'comune' as const,
  belfiore,
  istat,
  ipa: `c_${belfiore.toLowerCase()}`,
  province: 'fi',
  region: 'Toscana',
  joined: '2018-01-15',
});
await perform(
  addEntity,
  { code: 'unione-valle', name: 'Unione della Valle', kind: 'unione', relation: 'lead', joined: '2018-01-01' },
  office,
);
await perform(addEntity, municipality('Londa', 'E668', '048025'), office);
await perform(addEntity, municipality('Pelago', 'G420', '048032'), office);

describe('the register of entities', () => {
  it('[CAL-3.1] lists who is in, with the codes put right', async () => {
    const { count, items: entities } = await perform(listEntities, {}, office);
    expect(count).toBe(3);
    expect(entities.map(({ code, name, province }) => [code, name, province])).toEqual([
      ['c_e668', 'Londa', 'FI'],
      ['c_g420', 'Pelago', 'FI'],
      ['unione-valle', 'Unione della Valle', null],
    ]);
  });

  it('filters, sorts and pages with a count that equals the rows', async () => {
    const ask = (input: object) => perform(listEntities, input, office);
    expect((await ask({ q: 'LÓNDA' })).count).toBe(1);
    expect((await ask({ q: '048032' })).items[0]?.name).toBe('Pelago');
    expect((await ask({ kind: 'unione' })).count).toBe(1);
    expect((await ask({ state: 'left' })).count).toBe(0);
    const first = await ask({ limit: 2, sort: 'code', direction: 'descending' });
    expect([first.count, first.items.length, first.next]).toEqual([3, 2, '2']);
    const second = await ask({ limit: 2, sort: 'code', direction: 'descending', cursor: first.next! });
    expect(second.items.map(({ code }) => code)).toEqual(['c_e668']);
    expect([second.next, second.previous]).toEqual([null, '0']);
  });

  it('refuses codes that another entity has, and a second lead', async () => {
    const again = { ...municipality('Londa bis', 'E669', '048025'), ipa: null };
    expect(await code(perform(addEntity, again, office))).toBe('membership/codes-taken');
    const lead = { ...municipality('Dicomano', 'D299', '048013'), relation: 'lead' as const };
    expect(await code(perform(addEntity, lead, office))).toBe('membership/second-lead');
    expect(await code(perform(addEntity, { ...again, code: 'c_e668', istat: '048999' }, office))).toBe(
      'membership/code-taken',
    );
  });

  it('names every wrong field at once', async () => {
    const wrong = {
      name: '<b>x</b>',
      kind: 'città',
      istat: '48',
      belfiore: 'XYZ',
      taxCode: '12345678901',
      latitude: Number.NaN,
      joined: '2027-02-30',
    };
    expect((await paths(perform(addEntity, wrong as never, office))).sort()).toEqual([
      'belfiore',
      'istat',
      'joined',
      'kind',
      'latitude',
      'longitude',
      'name',
      'taxCode',
    ]);
    expect(await paths(perform(addEntity, { name: 'Senza codice', kind: 'other' }, office))).toEqual(['code']);
    expect(await paths(perform(addEntity, { code: 'x', name: 'X', kind: 'other', latitude: 43 }, office))).toEqual([
      'longitude',
    ]);
  });

  it('a change keeps what was before', async () => {
    const renamed = { entity: 'c_g420', name: 'Pelago in Valle', taxCode: '01369050487' };
    await perform(changeEntity, { ...renamed, taxCode: '00743110157' }, office);
    await perform(changeEntity, { entity: 'c_g420', taxCode: null, hasCed: true }, office);
    const { name, taxCode, hasCed, changes } = await perform(showEntity, { entity: 'c_g420' }, office);
    expect([name, taxCode, hasCed]).toEqual(['Pelago in Valle', null, true]);
    expect(changes.map(({ fields }) => fields)).toEqual([
      [
        { field: 'taxCode', from: '00743110157', to: null },
        { field: 'hasCed', from: 'false', to: 'true' },
      ],
      [
        { field: 'name', from: 'Pelago', to: 'Pelago in Valle' },
        { field: 'taxCode', from: null, to: '00743110157' },
      ],
    ]);
    expect(await code(perform(changeEntity, { entity: 'c_g420', istat: '048025' }, office))).toBe(
      'membership/codes-taken',
    );
  });
});

describe('joining and leaving', () => {
  it('[LC-8.1] who joins later is in from that day, and costs know it', async () => {
    await perform(addEntity, { ...municipality('Rufina', 'H635', '048037'), joined: undefined }, office);
    expect((await perform(listEntities, { state: 'none' }, office)).items.map(({ name }) => name)).toEqual(['Rufina']);
    await perform(
      joinAssociation,
      { entity: 'c_h635', joined: '2020-09-01', signed: '2020-08-20', act: 'delibera 9/2020' },
      office,
    );
    const over = (year: number) =>
      inContext(database, reading, async (tx) =>
        (await membersBetween(tx, { association: 'valle', from: day(`${year}-01-01`), to: day(`${year}-12-31`) })).map(
          ({ code, membership }) => [code, membership.joined],
        ),
      );
    expect(await over(2019)).not.toContainEqual(['c_h635', '2020-09-01']);
    expect(await over(2020)).toContainEqual(['c_h635', '2020-09-01']);
    expect(await code(perform(joinAssociation, { entity: 'c_h635', joined: '2021-01-01' }, office))).toBe(
      'membership/already-in',
    );
  });

  it('[LC-8.4] leaving ends on its day; who left may come back, and the first time stays', async () => {
    const leave = (left: string) => perform(leaveAssociation, { entity: 'c_h635', left, act: 'recesso' }, office);
    expect(await code(leave('2020-09-01'))).toBe('membership/leaves-before-joining');
    await leave('2022-01-01');
    expect(await code(leave('2023-01-01'))).toBe('membership/not-in');
    const state = async (on: string) =>
      (await perform(listEntities, { on, state: 'any', q: 'Rufina' }, office)).items[0]?.state;
    expect([
      await state('2020-08-31'),
      await state('2020-09-01'),
      await state('2021-12-31'),
      await state('2022-01-01'),
    ]).toEqual(['coming', 'in', 'in', 'left']);
    expect(await code(perform(joinAssociation, { entity: 'c_h635', joined: '2021-06-01' }, office))).toBe(
      'membership/already-in',
    );
    await perform(joinAssociation, { entity: 'c_h635', joined: '2025-01-01' }, office);
    const { memberships } = await perform(showEntity, { entity: 'c_h635' }, office);
    expect(memberships.map(({ joined, left }) => [joined, left])).toEqual([
      ['2020-09-01', '2022-01-01'],
      ['2025-01-01', null],
    ]);
  });

  it('[AT-U0] who represents an entity does so until another does', async () => {
    await perform(
      addEntity,
      { code: 'cm-valle', name: 'Comunità della Valle', kind: 'comunita_montana', joined: '2018-01-01' },
      office,
    );
    await perform(setRepresentation, { entity: 'c_e668', representative: 'unione-valle', since: '2020-01-01' }, office);
    await perform(setRepresentation, { entity: 'c_e668', representative: 'cm-valle', since: '2024-01-01' }, office);
    const { representations } = await perform(showEntity, { entity: 'c_e668' }, office);
    expect(representations.map(({ representative, since, until }) => [representative, since, until])).toEqual([
      ['unione-valle', '2020-01-01', '2023-12-31'],
      ['cm-valle', '2024-01-01', null],
    ]);
    expect(
      await code(
        perform(setRepresentation, { entity: 'c_e668', representative: 'c_e668', since: '2027-01-01' }, office),
      ),
    ).toBe('membership/represents-itself');
    expect(
      await code(
        perform(setRepresentation, { entity: 'c_e668', representative: 'unione-valle', since: '2023-01-01' }, office),
      ),
    ).toBe('membership/represented-before');
    expect(await code(perform(endRepresentation, { entity: 'c_g420', until: '2027-01-01' }, office))).toBe(
      'membership/nobody-represents',
    );
  });
});

describe('figures as dated series', () => {
  const record = (value: string | number, more: object = {}) =>
    perform(
      recordFigure,
      { entity: 'c_e668', register: 'population', on: '2022-12-31', value, source: 'ANPR', ...more },
      office,
    );
  const snapshot = (on: string, knownAt?: Date) =>
    inContext(database, reading, async (tx) =>
      (
        await figuresOn(tx, {
          association: 'valle',
          registers: ['population', 'workstations'],
          on: day(on),
          ...(knownAt ? { knownAt } : {}),
        })
      ).map(({ entity, register, value, on: of, exact, standing, revision }) => ({
        entity,
        register,
        value,
        of,
        exact,
        standing,
        revision,
      })),
    );

  it('[VV-13.1.b] a snapshot has the figure of its day, or the last before, and says which', async () => {
    await record('1.850', { standing: 'provisional' });
    await record(1838, { on: '2023-12-31' });
    expect(await snapshot('2022-12-30')).toEqual([]);
    expect(await snapshot('2022-12-31')).toMatchObject([{ value: 1850n, exact: true, standing: 'provisional' }]);
    expect(await snapshot('2024-06-30')).toMatchObject([{ value: 1838n, of: '2023-12-31', exact: false }]);
  });

  it('a correction is a new row: the old one stays, and what was known before can still be asked', async () => {
    const before = clock.now().instant;
    clock.now = stoppedClock('2027-04-01T10:00:00+02:00');
    await record('1845', { evidence: 'nota del comune' });
    expect(await snapshot('2022-12-31')).toMatchObject([{ value: 1845n, revision: 2, standing: 'final' }]);
    expect(await snapshot('2022-12-31', before)).toMatchObject([{ value: 1850n, revision: 1 }]);
    const { items: figures } = await perform(listFigures, { entity: 'c_e668', register: 'population' }, office);
    expect(figures.map(({ on, value, superseded }) => [on, value, superseded])).toEqual([
      ['2023-12-31', 1838, false],
      ['2022-12-31', 1845, false],
      ['2022-12-31', 1850, true],
    ]);
    expect(await code(record(1845, { evidence: 'nota del comune' }))).toBe('membership/same-figure');
  });

  it('a figure can be withdrawn, and not twice', async () => {
    const place = { entity: 'c_e668', register: 'population', on: '2023-12-31', reason: 'di un altro ente' };
    await perform(withdrawFigure, place, office);
    expect(await snapshot('2024-06-30')).toMatchObject([{ value: 1845n, of: '2022-12-31', exact: false }]);
    expect(await code(perform(withdrawFigure, place, office))).toBe('membership/no-figure');
  });

  it('the database itself refuses to change or remove a figure', async () => {
    const writing = { ...reading, reads: false };
    const change = inContext(database, writing, (tx) => sql`update membership.figures set value = 1`.execute(tx));
    await expect(change).rejects.toThrow(/permission denied/);
    const remove = inContext(database, writing, (tx) => sql`delete from membership.figures`.execute(tx));
    await expect(remove).rejects.toThrow(/permission denied/);
  });

  it('two corrections at once both stay, one after the other', async () => {
    await Promise.all([record(1, { on: '2010-12-31' }), record(2, { on: '2010-12-31' })]);
    const { items: figures } = await perform(listFigures, { entity: 'c_e668', register: 'population' }, office);
    const of2010 = figures.filter(({ on }) => on === '2010-12-31');
    expect(of2010.map(({ revision }) => revision)).toEqual([2, 1]);
  });

  it.each(['-5', 'NaN', '12,5', '', 'molti', '99999999999999999999', Number.NaN, 1e21, -1, 0.5])(
    '%s is no figure',
    async (value) => {
      expect(await paths(record(value, { on: '2026-12-31' }))).toEqual(['value']);
    },
  );

  it('gaps of a reference day are counted', async () => {
    const { rows, missing } = await perform(showFigures, { on: '2022-12-31', registers: ['population'] }, office);
    expect(rows.find(({ entity }) => entity === 'c_e668')?.figures.population).toMatchObject({
      value: 1845,
      exact: true,
    });
    expect(rows.find(({ entity }) => entity === 'c_g420')?.figures.population).toBeNull();
    expect(missing.population).toBe(rows.filter(({ kind }) => kind === 'comune').length - 1);
    expect(rows.find(({ entity }) => entity === 'unione-valle')?.gaps).toEqual([]);
  });
});

describe('who may see and do', () => {
  it('[VV-8.1] an entity sees its own workstations, not those of another; inhabitants are open', async () => {
    for (const entity of ['c_e668', 'c_g420']) {
      await perform(
        recordFigure,
        { entity, register: 'workstations', on: '2026-12-31', value: 14, source: 'inventario' },
        office,
      );
      await perform(
        recordFigure,
        { entity, register: 'population', on: '2026-12-31', value: 1000, source: 'ISTAT' },
        office,
      );
    }
    const seen = async (actor: Actor) =>
      (await perform(listEntities, { kind: 'comune', on: '2027-01-01' }, actor)).items.map((one) => [
        one.name,
        one.population?.value,
        one.workstations?.value,
      ]);
    expect(await seen(office)).toContainEqual(['Pelago in Valle', 1000, 14]);
    expect(await seen(referent)).toContainEqual(['Londa', 1000, 14]);
    expect(await seen(referent)).toContainEqual(['Pelago in Valle', 1000, undefined]);
    const anonymous: Actor = { ...consoleIn('valle'), kind: 'anonymous', via: 'page' };
    expect(await seen(anonymous)).toContainEqual(['Londa', 1000, undefined]);
    const { items: figures } = await perform(listFigures, { entity: 'c_g420' }, referent);
    expect(figures.map(({ register }) => register)).not.toContain('workstations');
  });

  it('[AT-U0] who represents an entity sees its figures', async () => {
    const union = personIn('valle', 'REF', 'cm-valle');
    const { items: figures } = await perform(listFigures, { entity: 'c_e668', register: 'workstations' }, union);
    expect(figures).toHaveLength(1);
  });

  it('only who writes for the association changes anything', async () => {
    const figure = { entity: 'c_e668', register: 'workstations', on: '2026-12-31', value: 99, source: 'x' };
    expect(await code(perform(recordFigure, figure, referent))).toBe('platform/forbidden');
    expect(await code(perform(recordFigure, figure, personIn('valle', 'MAY', 'c_e668')))).toBe('platform/forbidden');
    expect(await code(perform(recordFigure, figure, personIn('valle', 'L1')))).toBe('platform/missing');
  });

  it('another association has its own register', async () => {
    expect((await perform(listEntities, { state: 'any' }, consoleIn('altrove'))).count).toBe(0);
    expect(await code(perform(showEntity, { entity: 'c_e668' }, consoleIn('altrove')))).toBe(
      'membership/no-such-entity',
    );
  });
});

it('every action has an example that its own input accepts', () => {
  for (const action of membershipModule.actions as readonly AnyAction[]) {
    const parsed = action.input.safeParse(action.example);
    expect([action.name, parsed.success ? [] : parsed.error.issues]).toEqual([action.name, []]);
  }
});
