import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';

/** Larger answers are not kept: whoever asks for that much asks once. */
const mostRows = 2000;
const asks = /^\s*(select|with)\b/i;
/** What row-level security lets through may be another afterwards. */
const changesSettings = /\bset_config\b|\bset\s+local\b/i;

/**
 * A connection that asks the same question once in a read-only transaction: nothing can have changed but what others have written
 * meanwhile, and one answer for both is the better. Modules ask each other for facts, so that this happens often.
 */
export class RememberingConnection implements DatabaseConnection {
  readonly plain: DatabaseConnection;
  #answers: Map<string, Promise<QueryResult<unknown>>> | undefined;

  constructor(plain: DatabaseConnection) {
    this.plain = plain;
  }

  /** From the beginning of a read-only transaction, or not at all until the next. */
  remember(isReading: boolean): void {
    this.#answers = isReading ? new Map() : undefined;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const answers = this.#answers;
    if (!answers || changesSettings.test(query.sql) || !asks.test(query.sql)) {
      answers?.clear();
      return this.plain.executeQuery<R>(query);
    }
    const question = JSON.stringify([query.sql, query.parameters], (_, value) =>
      typeof value === 'bigint' ? `${value}n` : value,
    );
    const known = answers.get(question) as Promise<QueryResult<R>> | undefined;
    if (known) return copied(await known);
    const asked = this.plain.executeQuery<R>(query);
    answers.set(question, asked);
    const answer = await asked;
    if (answer.rows.length <= mostRows) return copied(answer);
    answers.delete(question);
    return answer;
  }

  streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    return this.plain.streamQuery<R>(query, chunkSize);
  }
}

/** Rows of one's own, whatever is done with them. */
function copied<R>(answer: QueryResult<R>): QueryResult<R> {
  return { ...answer, rows: answer.rows.map((row) => ({ ...row })) };
}
