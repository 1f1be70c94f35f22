import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { siteAddress } from '../../../platform/site-address.ts';
import { spidKey } from '../key-folder.ts';
import { serviceMetadata } from '../protocol/service-metadata.ts';
import { refusals } from '../rules/refusals.ts';
import { settingOf } from '../storage/settings.ts';

/** The metadata of this installation for SPID, signed. Refuses `federation/not-set-up`, `federation/no-address`. */
export const showSpidMetadata = defineAction({
  name: 'federation/show-spid-metadata',
  title: text('leggere i metadati SPID di questo servizio', 'read the SPID metadata of this service'),
  reads: true,
  scope: 'installation',
  permission: 'public',
  http: { method: 'GET', path: '/identity-providers/spid/metadata' },
  input: z.object({}),
  output: z.object({ xml: z.string() }),
  example: {},
  async run({ tx, call }) {
    const settings = await settingOf(tx, 'federation/spid');
    const key = spidKey();
    if (!settings || !key) throw new Refused(refusals.notSetUp('SPID'));
    const address = siteAddress(call);
    if (!address) throw new Refused(refusals.noAddress());
    return { xml: serviceMetadata({ ...settings, address }, key) };
  },
});
