import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { BadInput, say } from '../../../platform/problem.ts';
import { cieKeys, keepCieKeys } from '../key-folder.ts';
import { makeCieKeys } from '../protocol/cie-keys.ts';
import { settingOf, storeSetting } from '../storage/settings.ts';
import { addressShape, levelShape } from './shapes.ts';

const keyShape = z.looseObject({ kty: z.string(), kid: z.string() });

/** Says who this installation is for CIE and whom it believes about its provider; makes its keys the first time, and when asked. */
export const setUpCie = defineAction({
  name: 'federation/set-up-cie',
  title: text('configurare l’accesso con CIE', 'set up the sign-in with CIE'),
  scope: 'installation',
  permission: { capability: 'identity', letter: 'x' },
  http: { method: 'PUT', path: '/identity-providers/cie' },
  input: z.object({
    provider: addressShape.meta({ description: 'L’indirizzo del fornitore CIE (OpenID Provider).' }),
    trustAnchor: addressShape.meta({ description: 'L’indirizzo della federazione.' }),
    anchorKeys: z
      .object({
        keys: z.array(keyShape).min(1, say('Serve almeno una chiave.', 'At least one key is needed.')).max(20),
      })
      .meta({ description: 'Le chiavi pubbliche della federazione, un JWKS.' }),
    organization: z.string().min(2).max(200),
    homepage: addressShape,
    policy: addressShape,
    contact: z.string().max(254).pipe(z.email()),
    trustMarks: z
      .array(z.object({ id: z.string().max(500), trust_mark: z.string().max(10_000) }))
      .max(20)
      .default([]),
    level: levelShape.default(2),
    offered: z.boolean().default(false),
    newKeys: z.boolean().default(false),
  }),
  output: z.object({ saved: z.literal(true) }),
  example: {
    provider: 'https://cie.example',
    trustAnchor: 'https://federazione.example',
    anchorKeys: { keys: [{ kty: 'RSA', kid: 'k1', n: 'AQAB', e: 'AQAB' }] },
    organization: 'Unione di Comuni Valdarno e Valdisieve',
    homepage: 'https://www.uc-valdarnoevaldisieve.example',
    policy: 'https://www.uc-valdarnoevaldisieve.example/privacy',
    contact: 'pec@uc-valdarnoevaldisieve.example',
  },
  async run({ tx, now, input, tell }) {
    const { newKeys, ...settings } = input;
    if (settings.anchorKeys.keys.some((key) => 'd' in key || 'k' in key)) {
      const says = text(
        'Queste sono chiavi private: servono quelle pubbliche.',
        'These are private keys: public ones are needed.',
      );
      throw new BadInput([{ path: 'anchorKeys', says }]);
    }
    const before = await settingOf(tx, 'federation/cie');
    await storeSetting(tx, 'federation/cie', settings);
    const makes = newKeys || cieKeys() === undefined;
    if (makes) keepCieKeys(`${JSON.stringify(await makeCieKeys(), null, 2)}\n`, now.today);
    tell({ before, after: { ...settings, ...(makes ? { newKeys: true } : {}) } });
    return { saved: true as const };
  },
});
