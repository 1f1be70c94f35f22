import { expect, test } from 'vitest';
import { passwordProblems } from './password.ts';

const rita = { email: 'rita.bianchi@comune.lecco.it', name: 'Rita Bianchi' };

test('a long password of ordinary words will do', () => {
  expect(passwordProblems('cavallo batteria graffetta', rita)).toEqual([]);
  expect(passwordProblems('Torre-Ponte-2027-Lago', rita)).toEqual([]);
});

test.each([
  ['corta', 'too short'],
  ['aaaaaaaaaaaaaaa', 'a single letter'],
  ['password1234', 'tried first'],
  ['abcdefghijklm', 'a run'],
  ['ritabianchi1', 'the own name'],
  ['bianchi-2027', 'the own name with a year'],
  ['x'.repeat(201), 'too long'],
])('refuses %s', (password) => {
  expect(passwordProblems(password, rita).length).toBeGreaterThan(0);
});

test('refuses what lists of common passwords would find soon, however long it is', () => {
  const says = (guesses: number) => passwordProblems('juventus1897!', { ...rita, guesses }).length;
  expect(says(8.2)).toBe(1);
  expect(says(9)).toBe(0);
});

test('names every problem at once, in both languages', () => {
  const problems = passwordProblems('123456', rita);
  expect(problems.length).toBeGreaterThan(1);
  for (const problem of problems) expect(problem.it && problem.en).toBeTruthy();
});
