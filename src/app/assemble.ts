import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { agreementLimits, authorise, identification } from '../modules/identity/module.ts';
import { refuseWhatBodiesDecide } from '../modules/meetings/module.ts';
import { refuseBeyondQuota, warnOfAbsence } from '../modules/staffing/module.ts';
import { identificationByToken } from '../modules/tokens/module.ts';
import { recordEvent } from '../modules/webhooks/module.ts';
import { associationRegister } from '../platform/associations.ts';
import { type Clock, systemClock } from '../platform/clock.ts';
import type { Database } from '../platform/database/connect.ts';
import { projectFolder } from '../platform/database/project-folder.ts';
import { recordReactions } from '../platform/jobs/reaction.ts';
import type { Module } from '../platform/page.ts';
import { createPerform } from '../platform/perform.ts';
import { builtAssets } from '../platform/server/assets.ts';
import type { ServerParts } from '../platform/server/server-parts.ts';
import { modules as allModules } from './modules.ts';
import { reactions } from './reactions.ts';

type Choices = {
  readonly modules?: readonly Module[];
  readonly clock?: Clock;
  /** Checks every answer against its type: on in tests. */
  readonly checksOutput?: boolean;
};

/** `perform` with the permissions of the identity module. */
export function assemblePerform(database: Database, { clock = systemClock, checksOutput = false }: Choices = {}) {
  const react = recordReactions(reactions);
  return createPerform({
    database,
    clock,
    authorise,
    limitsOf: agreementLimits(database),
    beforehand: async (asked) => {
      await refuseWhatBodiesDecide(asked);
      await refuseBeyondQuota(asked);
      await warnOfAbsence(asked);
    },
    afterwards: async (performed) => {
      await recordEvent(performed);
      await react(performed);
    },
    checksOutput,
  });
}

/** Everything a server needs, on an open database. */
export function assembleServer(database: Database, choices: Choices = {}): ServerParts {
  const { clock = systemClock, modules = allModules } = choices;
  return {
    database,
    clock,
    modules,
    perform: assemblePerform(database, choices),
    identification: { ...identification(database), byToken: identificationByToken(database) },
    associations: associationRegister(database),
    assets: builtAssets(),
    version: programVersion(),
  };
}

export function programVersion(): string {
  const { version } = JSON.parse(readFileSync(join(projectFolder(), 'package.json'), 'utf8')) as { version: string };
  return version;
}
