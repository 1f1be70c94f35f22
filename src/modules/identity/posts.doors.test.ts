import { describe, expect, test } from 'vitest';
import type { BadInput } from '../../platform/problem.ts';
import { consoleIn } from '../../testing/actor.ts';
import { codesOf as codes, refusalsOf as refused, testPeople } from '../../testing/people.ts';
import { showAgreement } from '../agreement/index.ts';
import { addPerson } from './actions/add-person.ts';
import { appointAdministrator } from './actions/administrators/appoint-administrator.ts';
import { cancelPost } from './actions/cancel-post.ts';
import { changePost } from './actions/change-post.ts';
import { endPost } from './actions/end-post.ts';
import { listPosts } from './actions/list-posts.ts';
import { showPerson } from './actions/show-person.ts';
import { assignPost } from './index.ts';

const { perform, somebody, actingAs, itIs, association: vv, pelago, rufina } = await testPeople();

describe('roles kept apart by the agreement', () => {
  test('[VV-11.1.b] an editor cannot become a technician of the office, nor a technician an editor, whoever asks', async () => {
    const editor = await somebody({ role: 'EDI', entity: pelago });
    const technician = await somebody({ role: 'L1' });
    const administrator = await actingAs(await somebody({ role: 'SYS' }));
    for (const asks of [administrator, consoleIn(vv)]) {
      expect(await codes(perform(assignPost, { email: editor, role: 'L1', since: '2027-04-01' }, asks))).toEqual([
        'identity/incompatible-roles',
      ]);
      expect(
        await codes(perform(assignPost, { email: technician, role: 'EDI', entity: rufina, since: '2027-04-01' }, asks)),
      ).toEqual(['identity/incompatible-roles']);
    }
    const { items } = await perform(listPosts, { state: 'any' }, consoleIn(vv));
    expect(items.filter(({ email }) => email === editor).map(({ role }) => role)).toEqual(['EDI']);
  });

  test('[VV-11.1.b] the refusal names the article, links its clause and says what to do', async () => {
    const technician = await somebody({ role: 'L2' });
    const [refusal] = await refused(
      perform(assignPost, { email: technician, role: 'EDI', entity: pelago }, consoleIn(vv)),
    );
    const agreement = await perform(showAgreement, {}, consoleIn(vv));
    expect(refusal!.source).toMatchObject({ agreement: vv, clause: 'site-editors' });
    expect(refusal!.source!.article).toContain('art. 11 c. 1');
    expect(JSON.stringify(agreement)).toContain('site-editors');
    expect(refusal!.remedy!.it).toMatch(/Chiudere prima l’incarico/);
  });

  test('[VV-11.1.b] who left the office may write pages from the day after, and dates cannot be changed to meet again', async () => {
    const email = await somebody({ role: 'L1', until: '2027-02-28' });
    const { post } = await perform(
      assignPost,
      { email, role: 'EDI', entity: pelago, since: '2027-03-01' },
      consoleIn(vv),
    );
    expect(await codes(perform(changePost, { post, since: '2027-02-28' }, consoleIn(vv)))).toEqual([
      'identity/incompatible-roles',
    ]);
    expect(await codes(perform(changePost, { post, since: '2027-03-02' }, consoleIn(vv)))).toEqual([]);
  });

  test('[ISO-8] two assignments at once cannot both get through', async () => {
    const email = await somebody();
    const both = await Promise.all([
      codes(perform(assignPost, { email, role: 'EDI', entity: pelago }, consoleIn(vv))),
      codes(perform(assignPost, { email, role: 'SYS' }, consoleIn(vv))),
    ]);
    expect(both.flat()).toEqual(['identity/incompatible-roles']);
  });
});

describe('posts and dates', () => {
  test('[VV-2.3.c] the last day gives everything, the day after nothing', async () => {
    const email = await somebody({ role: 'REF', entity: pelago, until: '2027-03-31' });
    itIs('2027-03-31T21:59:00Z');
    expect((await actingAs(email)).role).toBe('REF');
    expect(await codes(perform(listPosts, {}, await actingAs(email)))).toEqual([]);
    itIs('2027-03-31T22:01:00Z'); // 1 April in Rome
    expect((await actingAs(email)).role).toBeNull();
    expect(await codes(perform(listPosts, {}, await actingAs(email)))).toEqual(['platform/missing']);
    itIs('2027-03-01T10:00:00Z');
  });

  test('[VV-2.3.c] posts that end soon are listed, and only those', async () => {
    const soon = await somebody({ role: 'ACC', entity: pelago, until: '2027-04-15' });
    const later = await somebody({ role: 'ACC', entity: rufina, until: '2027-12-31' });
    const { items, count } = await perform(listPosts, { state: 'soon', role: 'ACC' }, consoleIn(vv));
    expect(items.map(({ email }) => email)).toEqual([soon]);
    expect(count).toBe(1);
    const all = await perform(listPosts, { role: 'ACC' }, consoleIn(vv));
    expect(all.items.map(({ email }) => email)).toEqual([soon, later]);
  });

  test('[VV-2.3.c] a post carries the act that gave it and the reason that ended it', async () => {
    const email = await somebody();
    const act = {
      act: 'decreto sindacale',
      actNumber: '12/2027',
      actDate: '2027-02-20',
      actIssuer: 'sindaco di Rufina',
    };
    const { post } = await perform(assignPost, { email, role: 'ASS', entity: rufina, ...act }, consoleIn(vv));
    await perform(endPost, { post, until: '2027-06-30', endAct: 'dimissioni' }, consoleIn(vv));
    const { items } = await perform(listPosts, { q: email }, consoleIn(vv));
    expect(items).toMatchObject([{ post, ...act, entityName: 'Rufina', until: '2027-06-30', endAct: 'dimissioni' }]);
  });

  test('a last day before the first is told at its field, beside everything else that is wrong', async () => {
    const problems = (done: Promise<unknown>) =>
      done.then(
        () => [],
        (error: unknown) => (error as BadInput).problems.map(({ path, says }) => [path, says.it]),
      );
    const email = await somebody();
    const { post } = await perform(assignPost, { email, role: 'ASS', entity: rufina }, consoleIn(vv));
    const before = ['until', 'L’ultimo giorno viene prima del primo, 1º marzo 2027.'];
    const asked = { since: '2027-03-01', until: '2027-02-01' };
    const wrong = { email: 'nessuno', role: 'MAY', ...asked } as const;
    const needed = ['entity', 'Il ruolo «sindaco o legale rappresentante» è di un ente: va indicato quale.'];
    for (const action of [assignPost, addPerson]) {
      const found = await problems(perform(action as typeof assignPost, { ...wrong } as never, consoleIn(vv)));
      expect(found).toEqual(expect.arrayContaining([before, needed]));
      expect(found.map(([path]) => path)).toContain('email');
    }
    expect(await problems(perform(changePost, { post, ...asked }, consoleIn(vv)))).toEqual([before]);
    expect(await problems(perform(endPost, { post, until: '2027-02-28' }, consoleIn(vv)))).toEqual([before]);
    const appointed = { person: 'x', systems: '', ...asked };
    const found = await problems(perform(appointAdministrator, appointed, consoleIn(vv)));
    expect(found.map(([path]) => path).sort()).toEqual(['person', 'systems', 'until']);
  });

  test('only a post that has not begun can be cancelled', async () => {
    const email = await somebody({ role: 'ACC', entity: pelago });
    const begun = (await perform(listPosts, { q: email }, consoleIn(vv))).items[0]!.post;
    const { post } = await perform(
      assignPost,
      { email, role: 'REF', entity: pelago, since: '2027-05-01' },
      consoleIn(vv),
    );
    expect(await codes(perform(cancelPost, { post: begun }, consoleIn(vv)))).toEqual(['identity/post-begun']);
    await perform(cancelPost, { post }, consoleIn(vv));
    expect((await perform(listPosts, { q: email, state: 'any' }, consoleIn(vv))).count).toBe(1);
  });

  test('the same post is not given twice, and only to an entity of the register', async () => {
    const email = await somebody({ role: 'REF', entity: pelago });
    expect(await codes(perform(assignPost, { email, role: 'REF', entity: pelago }, consoleIn(vv)))).toEqual([
      'identity/post-held-already',
    ]);
    for (const given of [{ entity: 'c_x999' }, {}]) {
      const wrong = await perform(assignPost, { email, role: 'ACC', ...given }, consoleIn(vv)).catch(
        (error: BadInput) => error.problems,
      );
      expect(wrong).toMatchObject([{ path: 'entity' }]);
    }
  });
});

describe('who may know of a post', () => {
  test('[ISO-1] a referent sees the own entity, in lists, counts, filters and persons', async () => {
    const mine = await actingAs(await somebody({ role: 'REF', entity: pelago }));
    const other = await somebody({ role: 'MAY', entity: rufina });
    const { items, count, entities } = await perform(listPosts, { state: 'any' }, mine);
    expect(new Set(items.map(({ entity }) => entity))).toEqual(new Set([pelago]));
    expect(count).toBe(items.length);
    expect(entities.map(({ code }) => code)).toEqual([pelago]);
    expect((await perform(listPosts, { q: other }, mine)).count).toBe(0);
    const [theirs] = (await perform(listPosts, { q: other }, consoleIn(vv))).items;
    expect(await codes(perform(showPerson, { person: theirs!.person }, mine))).toEqual(['identity/unknown-person']);
    expect(await codes(perform(showPerson, { person: theirs!.person }, consoleIn(vv)))).toEqual([]);
  });

  test('[ISO-1] an employee sees the own posts and nobody else’s', async () => {
    const email = await somebody({ role: 'EMP', entity: pelago });
    const { items } = await perform(listPosts, { state: 'any' }, await actingAs(email));
    expect(items.map((post) => post.email)).toEqual([email]);
  });

  test('[VV-2.3.c] a referent neither registers anybody nor gives a post', async () => {
    const mine = await actingAs(await somebody({ role: 'REF', entity: pelago }));
    const email = await somebody();
    expect(await codes(perform(assignPost, { email, role: 'EMP', entity: pelago }, mine))).toEqual([
      'platform/forbidden',
    ]);
  });
});
