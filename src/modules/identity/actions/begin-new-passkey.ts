import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { passkeysOf } from '../storage/factors.ts';
import { letterHeadOf } from '../storage/people.ts';
import { beginStep, newChallenge } from './begun-step.ts';
import { freshlyProved, ownAct } from './own-act.ts';
import { creationOptions } from './passkeys.ts';

/** Asks the browser for a new passkey. Refuses `identity/fresh-proof-needed`. */
export const beginNewPasskey = defineAction({
  name: 'identity/begin-new-passkey',
  title: text('cominciare una nuova passkey', 'begin a new passkey'),
  scope: 'installation',
  permission: 'signed-in',
  doors: [],
  http: { method: 'POST', path: '/passkeys/request' },
  input: z.object({}),
  output: z.object({ step: z.string(), options: z.string() }),
  example: {},
  async run(context) {
    const { tx, actor, now, call } = context;
    const person = await ownAct(context);
    await freshlyProved(context);
    const challenge = newChallenge();
    const present = await passkeysOf(tx, person);
    const label = (await letterHeadOf(tx, person))?.email ?? actor.name;
    const options = await creationOptions({ person, name: actor.name, label, challenge, present, call });
    return { step: await beginStep(tx, { kind: 'new-passkey', person, challenge, now }), options };
  },
});
