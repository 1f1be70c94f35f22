import { beforeAll, describe, expect, it } from 'vitest';
import { traceLines } from '../../kernel/explain.ts';
import { stoppedClock } from '../../platform/clock.ts';
import { createPerform } from '../../platform/perform.ts';
import { consoleIn, personIn } from '../../testing/actor.ts';
import { createTestDatabase } from '../../testing/database.ts';
import { startAssociation } from '../agreement/index.ts';
import { authorise } from '../identity/rules/authorise.ts';
import { addEntity } from '../membership/index.ts';
import { explainObligation } from './actions/explain-obligation.ts';
import { showCalendar } from './actions/show-calendar.ts';

const database = await createTestDatabase();
const perform = createPerform({
  database,
  clock: stoppedClock('2027-03-01T10:00:00+01:00'),
  authorise,
  checksOutput: true,
});
const citizen = personIn('lecco', 'CIT');

beforeAll(async () => {
  await perform(startAssociation, { id: 'lecco', agreement: 'lecco' }, consoleIn('lecco'));
  await perform(startAssociation, { id: 'vv', agreement: 'valdarno-valdisieve' }, consoleIn('vv'));
  await perform(
    addEntity,
    { code: 'c_e507', name: 'Lecco', kind: 'comune', joined: '2027-01-11', signed: '2027-01-11' },
    consoleIn('lecco'),
  );
});

describe('the calendar of obligations', () => {
  it('[VV-10.1.b] [VV-10.2] lists what falls due in a year, in order of day, each with clause and who', async () => {
    const { year, obligations } = await perform(showCalendar, {}, personIn('vv', 'RES'));
    expect(year).toBe(2027);
    expect(obligations.map(({ due }) => due)).toEqual(obligations.map(({ due }) => due).toSorted());
    expect(obligations.map(({ due, article }) => `${due} ${article}`)).toEqual(
      expect.arrayContaining(['2027-01-15 art. 10 c. 2', '2027-01-31 art. 10 c. 1, secondo periodo']),
    );
    expect(obligations.every(({ who }) => who.it !== '' && who.en !== '')).toBe(true);
  });

  it('[LC-3.1] what hangs on the signing of an entity is there once it signed, with its name', async () => {
    const { obligations, unknownEvents } = await perform(showCalendar, { year: 2027 }, citizen);
    const signed = obligations.filter(({ entity }) => entity === 'Lecco');
    expect(signed.map(({ due }) => due)).toContain('2027-01-21');
    expect(signed.every(({ who }) => !who.it.includes('c_e507'))).toBe(true);
    expect(unknownEvents.map(({ name }) => name)).not.toContain('signed:<code>');
  });

  it('[VV-10.2] explains why an obligation falls on its day', async () => {
    const { obligations } = await perform(showCalendar, { year: 2027 }, personIn('vv', 'RES'));
    const { trace } = await perform(
      explainObligation,
      { year: 2027, obligation: obligations[0]!.id },
      personIn('vv', 'RES'),
    );
    expect(traceLines(trace, 'it').join('\n')).toContain('art. 10');
    const refused = await perform(explainObligation, { year: 2027, obligation: 'none' }, citizen).catch(
      (error) => error.refusals[0].code,
    );
    expect(refused).toBe('planning/unknown-obligation');
  });
});
