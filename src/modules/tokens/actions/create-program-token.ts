import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { allEntities } from '../../membership/index.ts';
import { refusals } from '../rules/refusals.ts';
import { countValid, insertToken } from '../storage/tokens.ts';
import { newToken } from '../token-text.ts';
import { type ActsOfProgram, actsOfPost } from './acts-of-post.ts';
import { createdToken, grantOf, roleShape, tokenActs, tokenName, tokenUntil } from './shapes.ts';

const most = 200;

const notInRegister = (code: string) =>
  text(`Nel registro degli enti non c’è il codice ${code}.`, `The register of entities has no code ${code}.`);

/** A token for a program that belongs to nobody in particular. Refuses `tokens/not-by-program`, `tokens/too-many`. */
export const createProgramToken = (acts: ActsOfProgram) =>
  defineAction({
    name: 'tokens/create-program-token',
    title: text('dare un gettone a un programma', 'give a program a token'),
    about: text(
      'Il programma opera con un ruolo e per un ente, solo per le operazioni elencate e fino al giorno indicato. Il gettone si vede adesso e mai più.',
      'The program acts with a role and for an entity, only for the acts listed and until the day given. The token is shown now and never again.',
    ),
    permission: { capability: 'identity', letter: 'x', roles: ['SYS'] },
    doors: ['command-line'], // its answer is a secret, shown once and kept nowhere
    http: { method: 'POST', path: '/tokens' },
    input: z.object({
      name: tokenName,
      role: roleShape.meta({ description: 'Il ruolo con cui opera, come nella matrice dei permessi.' }),
      entity: z
        .string()
        .min(1)
        .max(40)
        .nullable()
        .default(null)
        .meta({ description: 'Il codice dell’ente; vuoto per tutta l’associazione.' }),
      actions: tokenActs,
      until: tokenUntil,
    }),
    output: createdToken,
    example: {
      name: 'cruscotto del capofila',
      role: 'FIN',
      entity: 'c_e507',
      actions: ['cost-sharing:reads'],
      until: '2027-06-30',
    },
    async run({ tx, association, actor, now, input, tell }) {
      if (actor.kind === 'program') throw new Refused(refusals.notByProgram());
      const { name, role, entity } = input;
      if (entity !== null && !(await allEntities(tx, association)).some(({ code }) => code === entity)) {
        throw new BadInput([{ path: 'entity', says: notInRegister(entity) }]);
      }
      const grant = grantOf(input, { allowed: actsOfPost(acts(), { association, role, entity }), on: now.today });
      if ((await countValid(tx, { association, person: null, on: now.today })) >= most)
        throw new Refused(refusals.tooMany(most));
      const id = randomUUID();
      const { token, sha256, ending } = newToken();
      await insertToken(tx, {
        association,
        id,
        name,
        person: null,
        post: null,
        role,
        entity,
        ...grant,
        level: actor.kind === 'console' ? 2 : (actor.level ?? 1),
        token_sha256: sha256,
        ending,
        created: now.instant,
        created_by: actor.person,
        used: null,
        used_from: null,
        revoked: null,
        revoked_by: null,
      });
      tell({ actingFor: entity, after: { token: id, name, role, entity, ...grant } });
      return { id, token, ...grant };
    },
  });
