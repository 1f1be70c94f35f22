import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { type ActionContext, defineAction } from '../../../platform/action.ts';
import { seeAllPeople } from '../../identity/index.ts';
import { refusals } from '../rules/refusals.ts';
import { revoke, tokenById } from '../storage/tokens.ts';

const input = z.object({ id: z.uuid().meta({ description: 'L’identificativo del gettone, non il gettone.' }) });
const output = z.object({ id: z.uuid() });
const example = { id: '00000000-0000-4000-8000-000000000000' };

type Context = ActionContext<z.output<typeof input>>;

/** A token of one's own opens nothing any more. Refuses `tokens/no-such-token`, `tokens/already-revoked`. */
export const revokeOwnToken = defineAction({
  name: 'tokens/revoke-own-token',
  title: text('revocare un proprio gettone', 'revoke a token of one’s own'),
  scope: 'installation',
  permission: 'signed-in',
  doors: ['api'],
  http: { method: 'POST', path: '/own-tokens/:id/revocation' },
  input,
  output,
  example,
  async run(context) {
    await seeAllPeople(context.tx);
    const found = await tokenById(context.tx, context.input.id);
    if (!found || found.person === null || found.person !== context.actor.person)
      throw new Refused(refusals.noSuchToken());
    return revoked(context, found);
  },
});

/** A token of the association opens nothing any more. Refuses `tokens/no-such-token`, `tokens/already-revoked`. */
export const revokeToken = defineAction({
  name: 'tokens/revoke-token',
  title: text('revocare un gettone', 'revoke a token'),
  permission: { capability: 'security', letter: 'w', roles: ['SYS', 'RES'] },
  http: { method: 'POST', path: '/tokens/:id/revocation' },
  input,
  output,
  example,
  async run(context) {
    const found = await tokenById(context.tx, context.input.id);
    if (found?.association !== context.association) throw new Refused(refusals.noSuchToken());
    return revoked(context, found);
  },
});

async function revoked(
  { tx, actor, now, tell }: Context,
  token: { id: string; association: string; name: string; person: string | null },
) {
  if (!(await revoke(tx, token.id, now.instant, actor.person))) throw new Refused(refusals.alreadyRevoked());
  tell({
    associations: [token.association],
    actingFor: token.person,
    before: { token: token.id, name: token.name },
    after: { revoked: true },
  });
  return { id: token.id };
}
