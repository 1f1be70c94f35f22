import { text } from '../../kernel/text.ts';
import type { Module } from '../../platform/page.ts';
import { createProgramToken } from './actions/create-program-token.ts';
import { createToken } from './actions/create-token.ts';
import { listOwnTokens } from './actions/list-own-tokens.ts';
import { listTokens } from './actions/list-tokens.ts';
import { revokeOwnToken, revokeToken } from './actions/revoke-token.ts';
import { ownTokenPages } from './pages/own-tokens.page.tsx';
import { tokenPages } from './pages/tokens.page.tsx';

/**
 * Tokens with which programs come in.
 *
 * @param modules every module of the program, whose acts a token can be for
 */
export function tokensModule(modules: () => readonly Module[]): Module {
  const acts = () => modules().flatMap((module) => module.actions.map((action) => ({ module: module.name, action })));
  const create = createToken(acts);
  const createForProgram = createProgramToken(acts);
  const listOwn = listOwnTokens(acts);
  return {
    name: 'tokens',
    title: text('Gettoni dei programmi', 'Tokens of programs'),
    actions: [create, listOwn, revokeOwnToken, createForProgram, listTokens, revokeToken],
    pages: [
      ...ownTokenPages({ list: listOwn, create, modules }),
      ...tokenPages({ create: createForProgram, acts, modules }),
    ],
    navigation: [
      {
        place: 'sicurezza',
        title: text('Gettoni', 'Tokens'),
        path: '/sicurezza/gettoni',
        needs: listTokens,
      },
    ],
  };
}

export { identificationByToken } from './by-token.ts';
export { tellTokenHolder } from './tell-holder.ts';
