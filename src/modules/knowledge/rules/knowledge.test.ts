import { describe, expect, it } from 'vitest';
import { type Announced, mayUpdate, serviceStateAt, standingAt } from './announcement.ts';
import { articleState } from './article.ts';
import { askedWords } from './asked-words.ts';
import { withoutPersonalData } from './without-personal-data.ts';

describe('an article', () => {
  it('[2.12] is a draft, is read, is withdrawn; a new version being written takes nothing away from readers', () => {
    expect(articleState({ published: null, withdrawnAt: null })).toBe('draft');
    expect(articleState({ published: 2, withdrawnAt: null })).toBe('published');
    expect(articleState({ published: null, withdrawnAt: new Date() })).toBe('withdrawn');
  });

  it('[2.12] made from a request carries neither names nor addresses nor numbers of people', () => {
    const said =
      'Ho chiamato Anna Neri (anna.neri@comune.pelago.fi.it, 055 8327 301): la stampante PC-042 di Neri era spenta.\n' +
      'RSSMRA80A01H501U, IT60X0542811101000000123456. Nerina resta. Il messaggio è 0x0000011b, versione 10.0.19045.';
    const bare = withoutPersonalData(said, { people: ['Anna Neri'], machines: ['PC-042', 'la stampante'] });
    expect(bare).toBe(
      'Ho chiamato […] ([…], […]): la stampante […] di […] era spenta.\n' +
        '[…], […]. Nerina resta. Il messaggio è 0x0000011b, versione 10.0.19045.',
    );
  });

  it('[2.12] is looked for by words of three letters or more, each once', () => {
    expect(askedWords('La PEC non va: la pec dell’anagrafe', 10)).toEqual(['pec', 'non', 'dell', 'anagrafe']);
    expect(askedWords('uno due tre', 2)).toEqual(['uno', 'due']);
  });
});

const at = (hour: number) => new Date(Date.UTC(2026, 10, 21, hour));
const problem: Announced = {
  kind: 'problem',
  services: ['posta'],
  impact: 'down',
  startsAt: at(8),
  endsAt: at(9),
  closedAt: null,
};
const work: Announced = { ...problem, kind: 'planned', impact: 'slow', startsAt: at(12), endsAt: at(14), services: [] };

describe('an announcement', () => {
  it('[2.12] of a problem lasts until it is closed, whatever was expected; planned work ends with its time', () => {
    expect(standingAt(problem, at(11))).toBe('now');
    expect(standingAt({ ...problem, closedAt: at(10) }, at(11))).toBe('over');
    expect([at(11), at(12), at(14)].map((now) => standingAt(work, now))).toEqual(['coming', 'now', 'over']);
  });

  it('[2.12] the state of a service is the worst of what goes on and touches it; nothing named touches all', () => {
    const slow: Announced = { ...problem, impact: 'slow' };
    expect(serviceStateAt('posta', [slow, problem, work], at(13))).toBe('down');
    expect(serviceStateAt('posta', [slow, work], at(13))).toBe('slow');
    expect(serviceStateAt('stampa', [slow, problem, work], at(13))).toBe('maintenance');
    expect(serviceStateAt('stampa', [slow, problem, work], at(11))).toBe('works');
    expect(serviceStateAt('stampa', [{ ...work, impact: 'none' }], at(13))).toBe('works');
  });

  it('[2.12] is updated in its own words, and no more once closed', () => {
    expect(mayUpdate(problem, 'solved').ok).toBe(true);
    expect(mayUpdate(problem, 'cancelled')).toMatchObject({ refusals: [{ code: 'knowledge/stage-of-others' }] });
    expect(mayUpdate(work, 'cancelled').ok).toBe(true);
    expect(mayUpdate({ ...problem, closedAt: at(9) }, 'watched')).toMatchObject({
      refusals: [{ code: 'knowledge/announcement-closed' }],
    });
  });
});
