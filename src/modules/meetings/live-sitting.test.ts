import { expect, it } from 'vitest';
import { changesOf, type Mark } from './live-sitting.ts';

it('a change that a newcomer meets first is told to those who were there before', async () => {
  let mark: Mark = { version: 1, votes: '0:', open: true };
  const gone = new AbortController();
  const ask = async () => mark;
  const before = changesOf('prova/1', { ask, of: 'all but votes', gone: gone.signal });
  expect((await before.next()).value).toMatchObject({ version: 1 });
  const waiting = before.next();
  mark = { ...mark, version: 2 };
  const newcomer = changesOf('prova/1', { ask, of: 'everything', gone: gone.signal });
  expect((await newcomer.next()).value).toMatchObject({ version: 2 });
  expect((await waiting).value).toMatchObject({ version: 2 });
  const votes = newcomer.next();
  mark = { ...mark, votes: '1:' };
  expect((await votes).value).toMatchObject({ votes: '1:' });
  gone.abort();
  expect((await before.next()).done).toBe(true);
  expect((await newcomer.next()).done).toBe(true);
});
