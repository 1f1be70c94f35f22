import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';

const recording = new AsyncLocalStorage<string[]>();
const query = pg.Client.prototype.query as (...given: unknown[]) => unknown;

pg.Client.prototype.query = function counted(this: pg.Client, ...given: unknown[]) {
  const [asked] = given as [string | { readonly text: string }];
  recording.getStore()?.push(typeof asked === 'string' ? asked : asked.text);
  return query.apply(this, given);
} as typeof pg.Client.prototype.query;

/**
 * Does the work and says what it asked the database meanwhile, one question after the other: how long an answer takes, but the
 * same on every machine.
 */
export async function withQuestions<T>(
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly questions: readonly string[] }> {
  const questions: string[] = [];
  return { result: await recording.run(questions, work), questions };
}
