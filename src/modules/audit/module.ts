import { text } from '../../kernel/text.ts';
import type { AnyAction } from '../../platform/action.ts';
import type { Module } from '../../platform/page.ts';
import { listEntries } from './actions/list-entries.ts';
import { setRetention } from './actions/set-retention.ts';
import { showChain } from './actions/show-chain.ts';
import { trailPages } from './pages/trail.page.tsx';
import { signHeads } from './sign-heads-job.ts';

/**
 * The record of who did what.
 *
 * @param actions every action of the program, which the trail calls by its title
 */
export function auditModule(actions: () => readonly AnyAction[]): Module {
  return {
    name: 'audit',
    title: text('Registro delle operazioni', 'Audit trail'),
    actions: [listEntries, showChain, setRetention],
    pages: trailPages(actions),
    jobs: [signHeads],
    navigation: [
      {
        place: 'sicurezza',
        title: text('Registro delle operazioni', 'Audit trail'),
        path: '/sicurezza/registro',
        needs: listEntries,
      },
    ],
  };
}

export { type AuditVerb, auditCommand, auditVerbs } from './command.ts';
