import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { siteAddress } from '../../../platform/site-address.ts';
import { cieKeys } from '../key-folder.ts';
import { refusals } from '../rules/refusals.ts';
import { type CieSettings, settingOf } from '../storage/settings.ts';

/** What a page needs to ask CIE who somebody is; keys stay in the data folder. Refuses `federation/not-set-up`, `federation/no-address`. */
export const askCie = defineAction({
  name: 'federation/ask-cie',
  title: text('preparare l’accesso con CIE', 'prepare the sign-in with CIE'),
  reads: true,
  scope: 'installation',
  permission: 'public',
  doors: [],
  http: { method: 'GET', path: '/sign-in-ways/cie' },
  input: z.object({}),
  output: z.object({ settings: z.custom<CieSettings>(), address: z.string() }),
  example: {},
  async run({ tx, call }) {
    const settings = await settingOf(tx, 'federation/cie');
    if (!settings || cieKeys() === undefined) throw new Refused(refusals.notSetUp('CIE'));
    const address = siteAddress(call);
    if (!address) throw new Refused(refusals.noAddress());
    return { settings, address };
  },
});
