import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadExample } from '../../app/examples.ts';
import { assignPost, registerPerson } from '../../modules/identity/index.ts';
import type { Actor, AnyAction } from '../../platform/action.ts';
import type { Module } from '../../platform/page.ts';
import type { Perform } from '../../platform/perform.ts';
import type { Role } from '../../platform/role.ts';
import { consoleIn, personIn } from '../actor.ts';
import type { TestServer } from '../server.ts';
import { stepsOfModules } from './all-steps.ts';
import { type Place, placeOf } from './place.ts';
import type { Post } from './step.ts';

/** An action as it was done in a place; done again by others afterwards. */
export type Call = { readonly action: AnyAction; readonly place: Place; readonly input: Record<string, unknown> };

export type Walk = {
  readonly home: Place;
  readonly away: Place;
  readonly calls: readonly Call[];
  /** Actions that could not be done, with the reason: neither a step nor their own example did it. */
  readonly undone: ReadonlyMap<string, string>;
};

/**
 * Fills an empty database with two associations on their shipped agreements, the example data of each, and the story of
 * every module told in both; an action without a step is done with its own example.
 *
 * @param installer the person who administers the installation
 */
export async function buildWalk(server: TestServer, modules: readonly Module[], installer: string): Promise<Walk> {
  const { perform } = server;
  const now = server.clock().instant;
  process.env.COMUNANZA_BALLOT_KEYS ??= mkdtempSync(join(tmpdir(), 'walk-keys-'));
  process.env.COMUNANZA_DATA ??= mkdtempSync(join(tmpdir(), 'walk-data-'));
  const call = { site: server.url };
  const home = placeOf({
    letter: 'h',
    association: 'valdarno-valdisieve',
    lead: 'ucvv',
    a: 'c_e668',
    b: 'c_g420',
    newcomer: 'c_z901',
  });
  const away = placeOf({
    letter: 'w',
    association: 'calatino',
    lead: 'c_b428',
    a: 'c_e133',
    b: 'c_m100',
    newcomer: 'c_z902',
  });
  const calls: Call[] = [];
  const undone = new Map<string, string>();
  const actions = new Map<string, AnyAction>(
    modules.flatMap((module) => module.actions).map((action) => [action.name, action]),
  );
  const keeping = keepers();
  const staffed = new Set<Exclude<Post, 'installer'>>([
    'L1 lead',
    'L2 lead',
    'SYS lead',
    'RES lead',
    'PRC lead',
    'CTR a',
    'REF a',
    'MAY a',
  ]);
  const refusedOnly = new Set(Object.values(stepsOfModules).flatMap((one) => Object.keys(one.onlyRefused ?? {})));

  const doneAs = async (action: AnyAction, place: Place, input: unknown, as?: Post) => {
    const inside = action.scope === 'installation' ? null : place.association;
    if (as === 'installer')
      return perform(action, input, { ...personIn('', 'SYS'), association: null, person: installer }, call);
    return perform(action, input, as ? await holder(perform, place, as) : consoleIn(inside), call);
  };

  for (const place of [away, home]) {
    await loadExample({ perform, modules, now }, place.association);
    for (const post of staffed) await holder(perform, place, post);
    const stepped = new Set<string>();
    for (const [module, { steps }] of Object.entries(stepsOfModules)) {
      for (const step of steps) {
        const action = actions.get(step.action);
        if (!action) continue;
        stepped.add(step.action);
        if (step.at) server.moveTo(step.at);
        try {
          const kept = { ...place, ids: keeping(module, place) };
          await step.before?.(kept, server);
          for (const input of step.inputs(place) as Record<string, unknown>[]) {
            calls.push({ action, place, input });
            const answer = await doneAs(action, place, input, step.as);
            step.keep?.(kept, answer as never);
          }
        } catch (error) {
          undone.set(step.action, `${error instanceof Error ? error.message : String(error)} ${place.association}`);
        }
        if (step.at) server.moveTo(now.toISOString());
      }
    }
    for (const action of actions.values()) {
      if (stepped.has(action.name)) continue;
      const input = (action.example ?? {}) as Record<string, unknown>;
      calls.push({ action, place, input });
      if (refusedOnly.has(action.name) || (action.scope === 'installation' && !action.reads && place === home))
        continue;
      await doneAs(action, place, input).catch((error: unknown) => {
        undone.set(action.name, error instanceof Error ? error.message : String(error));
      });
    }
  }
  return { home, away, calls, undone };
}

/** The names that steps keep, each of one module only: two that kept the same name would lead each other's pages astray. */
function keepers() {
  const keptBy = new Map<string | symbol, string>();
  return (module: string, { ids }: Place): Place['ids'] =>
    new Proxy(ids, {
      set(target, name, value) {
        const other = keptBy.get(name) ?? module;
        if (other !== module) throw new Error(`the steps of ${other} and of ${module} both keep "${String(name)}"`);
        keptBy.set(name, module);
        return Reflect.set(target, name, value);
      },
    });
}

/** Somebody in a post, as the actor of an action: registered when first asked for. */
async function holder(perform: Perform, place: Place, post: Exclude<Post, 'installer'>): Promise<Actor> {
  const [role, at] = post.split(' ') as [Role, 'a' | 'b' | 'lead'];
  const entity = place[at];
  let held = place.staff[post];
  if (!held) {
    const email = `${role}-${at}-${place.letter}@walk.example`.toLowerCase();
    const operator = consoleIn(place.association);
    const name = `Persona ${role} ${at}`;
    const { person } = await perform(registerPerson, { email, name, password: 'torre ponte lago neve' }, operator);
    const given = { email, role, entity, since: '2020-01-01' };
    held = { person, email, post: (await perform(assignPost, given, operator)).post };
    place.staff[post] = held;
  }
  return { ...personIn(place.association, role, entity), person: held.person, post: held.post, level: 3 };
}
