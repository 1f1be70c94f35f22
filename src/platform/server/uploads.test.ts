import { expect, test } from 'vitest';
import { text } from '../../kernel/text.ts';
import { identityModule } from '../../modules/identity/module.ts';
import { startTestServer } from '../../testing/server.ts';
import type { Module } from '../page.ts';
import { formToken } from './forged-request.ts';

const received: { name: string; bytes: number }[] = [];
const uploads: Module = {
  name: 'uploads',
  title: text('Invii', 'Uploads'),
  actions: [],
  pages: [
    {
      method: 'POST',
      path: '/:association/invio',
      open: true,
      answer: async (request) => {
        received.push(...request.uploads.map((upload) => ({ name: upload.name, bytes: upload.bytes.length })));
        return { kind: 'redirect', to: '/' };
      },
    },
  ],
};
const server = await startTestServer({ modules: [identityModule, uploads] });

function send(bytes: number, token = formToken('secret')): Promise<Response> {
  const form = new FormData();
  form.set('_csrf', token);
  form.set('file', new Blob([new Uint8Array(bytes)]), 'dati.csv');
  return fetch(`${server.url}/lecco/invio`, {
    method: 'POST',
    body: form,
    redirect: 'manual',
    headers: { cookie: 'visita=secret' },
  });
}

test('a file of a few megabytes arrives whole', async () => {
  expect((await send(5_000_000)).status).toBe(303);
  expect(received).toEqual([{ name: 'dati.csv', bytes: 5_000_000 }]);
});

test('a file of 50 MB is refused with a page that says the limit, nothing of it is taken', async () => {
  const before = received.length;
  const answer = await send(50 * 1024 * 1024);
  expect(answer.status).toBe(413);
  expect(await answer.text()).toContain('Il limite è di 20 MB per file');
  expect(received.length).toBe(before);
  expect(server.faults).toEqual([]);
});

test('a forged form is refused whatever it carries, and a broken one is no fault', async () => {
  expect((await send(10, 'forged')).status).toBe(403);
  const broken = await fetch(`${server.url}/lecco/invio`, {
    method: 'POST',
    body: '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nunfinished',
    headers: { cookie: 'visita=secret', 'content-type': 'multipart/form-data; boundary=x' },
  });
  expect(broken.status).toBe(400);
  const nameless = await fetch(`${server.url}/lecco/invio`, {
    method: 'POST',
    body: 'x',
    headers: { cookie: 'visita=secret', 'content-type': 'multipart/form-data' },
  });
  expect(nameless.status).toBeGreaterThanOrEqual(400);
  expect(nameless.status).toBeLessThan(500);
  const many = new URLSearchParams();
  for (let i = 0; i < 5000; i++) many.append(`x${i}`, 'y');
  const crowd = await fetch(`${server.url}/lecco/invio`, {
    method: 'POST',
    body: many,
    headers: { cookie: 'visita=secret' },
  });
  expect(crowd.status).toBe(403);
  expect(server.faults).toEqual([]);
});
