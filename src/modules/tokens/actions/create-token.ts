import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { personNow, seeAllPeople } from '../../identity/index.ts';
import { refusals } from '../rules/refusals.ts';
import { countValid, insertToken } from '../storage/tokens.ts';
import { newToken } from '../token-text.ts';
import { type ActsOfProgram, actsOfPost } from './acts-of-post.ts';
import { createdToken, grantOf, tokenActs, tokenName, tokenUntil } from './shapes.ts';

const most = 20;

/**
 * A token for a program that acts in one's own place, from one of one's posts: shown now and never again. Refuses
 * `tokens/no-such-post`, `tokens/second-factor-first`, `tokens/not-by-program`, `tokens/too-many`.
 */
export const createToken = (acts: ActsOfProgram) =>
  defineAction({
    name: 'tokens/create-token',
    title: text('dare un gettone a un programma, dal proprio incarico', 'give a program a token, from one’s own post'),
    scope: 'installation',
    permission: 'signed-in',
    doors: [], // its answer is a secret, shown once and kept nowhere
    http: { method: 'POST', path: '/own-tokens' },
    input: z.object({
      post: z.uuid().meta({ description: 'L’incarico da cui il programma opera.' }),
      name: tokenName,
      actions: tokenActs,
      until: tokenUntil,
    }),
    output: createdToken,
    example: {
      post: '00000000-0000-4000-8000-000000000000',
      name: 'foglio dei costi',
      actions: ['cost-sharing:reads'],
      until: '2027-06-30',
    },
    async run({ tx, actor, now, input, tell }) {
      if (actor.kind === 'program') throw new Refused(refusals.notByProgram());
      await seeAllPeople(tx);
      const level = actor.level ?? 1;
      const person = actor.person === null ? undefined : await personNow(tx, actor.person, { on: now.today, level });
      const post = person?.posts.find((one) => one.id === input.post && one.association !== '');
      if (!person || !post) throw new Refused(refusals.noSuchPost());
      if (post.needsSecondFactor && level < 2) throw new Refused(refusals.secondFactorFirst());
      const grant = grantOf(input, { allowed: actsOfPost(acts(), post), on: now.today });
      const { association } = post;
      if ((await countValid(tx, { association, person: person.person, on: now.today })) >= most)
        throw new Refused(refusals.tooMany(most));
      const id = randomUUID();
      const { token, sha256, ending } = newToken();
      await insertToken(tx, {
        association,
        id,
        name: input.name,
        person: person.person,
        post: post.id,
        role: post.role,
        entity: post.entity,
        ...grant,
        level,
        token_sha256: sha256,
        ending,
        created: now.instant,
        created_by: person.person,
        used: null,
        used_from: null,
        revoked: null,
        revoked_by: null,
      });
      const { role, entity } = post;
      tell({
        associations: [association],
        actingFor: person.person,
        after: { token: id, name: input.name, role, entity, ...grant },
      });
      return { id, token, ...grant };
    },
  });
