import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { say } from '../../../platform/problem.ts';
import { siteAddress } from '../../../platform/site-address.ts';
import { keepSpidKey, spidKey } from '../key-folder.ts';
import { makeCertificate } from '../protocol/certificate.ts';
import { refusals } from '../rules/refusals.ts';
import { settingOf, storeSetting } from '../storage/settings.ts';
import { addressShape, levelShape } from './shapes.ts';

const wordsShape = z.string().min(2).max(200);

/**
 * Says who this installation is for SPID; makes its key and certificate the first time, and again when asked. A new certificate
 * must go to AgID with the metadata before the old one is taken away. Refuses `federation/no-address`.
 */
export const setUpSpid = defineAction({
  name: 'federation/set-up-spid',
  title: text('configurare l’accesso con SPID', 'set up the sign-in with SPID'),
  scope: 'installation',
  permission: { capability: 'identity', letter: 'x' },
  http: { method: 'PUT', path: '/identity-providers/spid' },
  input: z.object({
    entityId: addressShape
      .optional()
      .meta({ description: 'L’entityID; l’indirizzo di questo servizio dove non detto.' }),
    organization: wordsShape.meta({ description: 'Il nome dell’ente.' }),
    organizationShort: wordsShape,
    organizationAddress: addressShape,
    place: wordsShape.meta({ description: 'Il comune della sede.' }),
    ipaCode: z
      .string()
      .regex(
        /^[A-Za-z0-9_]{1,30}$/,
        say('Serve un codice IPA, come c_g825.', 'It must be an IPA code, such as c_g825.'),
      ),
    email: z.string().max(254).pipe(z.email()),
    telephone: z
      .string()
      .regex(/^\+\d{6,15}$/, say('Serve un numero come +390551234567.', 'It must be a number such as +390551234567.'))
      .nullable()
      .default(null),
    businesses: z.boolean().default(false),
    level: levelShape.default(2),
    offered: z.boolean().default(false),
    newKey: z.boolean().default(false).meta({ description: 'Rinnova chiave e certificato.' }),
  }),
  output: z.object({ entityId: z.string() }),
  example: {
    organization: 'Unione di Comuni Valdarno e Valdisieve',
    organizationShort: 'Valdarno e Valdisieve',
    organizationAddress: 'https://www.uc-valdarnoevaldisieve.example',
    place: 'Rufina',
    ipaCode: 'ucvv',
    email: 'ced@uc-valdarnoevaldisieve.example',
    level: 2,
  },
  async run({ tx, now, call, input, tell }) {
    const address = siteAddress(call);
    const entityId = input.entityId ?? address;
    if (!entityId) throw new Refused(refusals.noAddress());
    const { newKey, ...given } = input;
    const settings = { ...given, entityId };
    const before = await settingOf(tx, 'federation/spid');
    await storeSetting(tx, 'federation/spid', settings);
    const makes = newKey || spidKey() === undefined;
    if (makes) keepSpidKey(await makeCertificate(settings, now.instant), now.today);
    tell({ before, after: { ...settings, ...(makes ? { newCertificate: true } : {}) } });
    return { entityId };
  },
});
