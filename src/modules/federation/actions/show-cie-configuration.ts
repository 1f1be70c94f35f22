import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { siteAddress } from '../../../platform/site-address.ts';
import { cieKeys } from '../key-folder.ts';
import { ciePath, entityConfiguration } from '../protocol/cie.ts';
import type { CieKeys } from '../protocol/cie-keys.ts';
import { refusals } from '../rules/refusals.ts';
import { settingOf } from '../storage/settings.ts';

/** How this installation describes itself to the federation of CIE, signed. Refuses `federation/not-set-up`, `federation/no-address`. */
export const showCieConfiguration = defineAction({
  name: 'federation/show-cie-configuration',
  title: text('leggere la configurazione CIE di questo servizio', 'read the CIE configuration of this service'),
  reads: true,
  scope: 'installation',
  permission: 'public',
  http: { method: 'GET', path: '/identity-providers/cie/configuration' },
  input: z.object({}),
  output: z.object({ entityId: z.string(), statement: z.string() }),
  example: {},
  async run({ tx, call, now }) {
    const settings = await settingOf(tx, 'federation/cie');
    const kept = cieKeys();
    if (!settings || kept === undefined) throw new Refused(refusals.notSetUp('CIE'));
    const address = siteAddress(call);
    if (!address) throw new Refused(refusals.noAddress());
    const entityId = `${address}${ciePath}`;
    const keys = JSON.parse(kept) as CieKeys;
    const statement = await entityConfiguration(
      { ...settings, entityId, address, anchor: settings.trustAnchor, keys },
      now.instant,
    );
    return { entityId, statement };
  },
});
