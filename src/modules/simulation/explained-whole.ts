import { type Text, text } from '../../kernel/text.ts';
import { count, step, type Trace } from '../../kernel/trace.ts';

/**
 * The explanations of a result with one for the whole, at ``. A result that is a list has one beside each of its rows: the
 * whole then says how many rows there are, and by which clauses.
 */
export function explainedWhole(traces: Readonly<Record<string, Trace>>, title: Text): Readonly<Record<string, Trace>> {
  if ('' in traces) return traces;
  const rows = Object.values(traces);
  const clauses = new Map<string, Trace>();
  const collect = (trace: Trace): void => {
    if (trace.why.kind === 'source' && !clauses.has(trace.why.source.clause))
      clauses.set(trace.why.source.clause, trace);
    trace.from.forEach(collect);
  };
  rows.forEach(collect);
  const how = text('ogni riga ha accanto la propria spiegazione', 'each row has its own explanation beside it');
  return { '': step(title, count(rows.length, text('righe', 'rows')), how, [...clauses.values()]), ...traces };
}
