import { describe, expect, it } from 'vitest';
import { mayAnswer, mayBegin, mayEnd, minutesLasted, type RemoteSession, remoteState } from './session.ts';
import { linkTo, readyTemplates, wrongInTemplate } from './template.ts';

describe('the link of a remote session', () => {
  it('[VV-2.3.f] of the three tools is ready, with the machine and its code kept inside their place', () => {
    expect(Object.values(readyTemplates).map(wrongInTemplate)).toEqual([undefined, undefined, undefined]);
    const machine = { name: 'PC-042 & tributi', code: '123 456?a=b' };
    expect(linkTo(readyTemplates.meshcentral, machine)).toBe(
      'https://mesh.example.it/?gotodevicename=PC-042%20%26%20tributi&viewmode=11',
    );
    expect(linkTo(readyTemplates.rustdesk, machine)).toBe('rustdesk://123%20456%3Fa%3Db');
    expect(linkTo(readyTemplates.anydesk, { ...machine, code: '987654321' })).toBe('anydesk:987654321');
  });

  it('[VV-2.3.f] is refused where it runs something, goes to another site, or has no place for the machine', () => {
    const wrong = [
      'javascript:alert({codice})',
      'http://mesh.example.it/{macchina}',
      'file:///{codice}',
      'https://{macchina}.example.it/',
      'https://mesh.example.it@{codice}/x',
      'https://utente:segreto@mesh.example.it/{codice}',
      'https://mesh.example.it/fisso',
      'https://mesh.example.it/{codice}/{altro}',
      'https://mesh.example.it/{codice}?x="onclick',
      'https://mesh example.it/{codice}',
      '{codice}',
      '',
    ];
    expect(wrong.filter((template) => wrongInTemplate(template) === undefined)).toEqual([]);
    expect(wrongInTemplate('https://mesh.example.it:4430/?node={codice}')).toBeUndefined();
  });
});

const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 10, minute));
const asked: RemoteSession = {
  requester: 'anna',
  technician: 'tea',
  expiresAt: at(30),
  granted: null,
  beganAt: null,
  endedAt: null,
};
const granted = { ...asked, granted: true };
const running = { ...granted, beganAt: at(5) };
const anna = { person: 'anna', head: false };
const tea = { person: 'tea', head: false };
const other = { person: 'ugo', head: false };
const code = (result: ReturnType<typeof mayEnd>) => (result.ok ? 'done' : result.refusals[0]!.code);

describe('a remote session', () => {
  it('[VV-2.3.f] goes from asked to granted to running to ended; what is not used in time expires', () => {
    expect([asked, granted, { ...asked, granted: false }, running].map((one) => remoteState(one, at(10)))).toEqual([
      'asked',
      'granted',
      'refused',
      'running',
    ]);
    expect([asked, granted, { ...asked, granted: false }, running].map((one) => remoteState(one, at(30)))).toEqual([
      'expired',
      'expired',
      'refused',
      'running',
    ]);
    expect(remoteState({ ...running, endedAt: at(40) }, at(50))).toBe('ended');
    expect(remoteState({ ...asked, endedAt: at(8) }, at(9))).toBe('withdrawn');
    expect(minutesLasted({ beganAt: at(5), endedAt: new Date(at(7).getTime() + 1000) })).toBe(3);
    expect(minutesLasted(running)).toBeNull();
  });

  it('[VV-2.3.f] is let in only by the person, in time, and begun only by who asked', () => {
    expect(code(mayAnswer(asked, anna, at(10)))).toBe('done');
    expect(code(mayAnswer(asked, tea, at(10)))).toBe('service-desk/consent-of-another');
    expect(code(mayAnswer(asked, anna, at(30)))).toBe('service-desk/consent-too-late');
    expect(code(mayAnswer(granted, anna, at(10)))).toBe('service-desk/consent-too-late');
    expect(code(mayBegin(granted, tea, at(10)))).toBe('done');
    expect(code(mayBegin(granted, other, at(10)))).toBe('service-desk/not-the-technician');
    expect(code(mayBegin(asked, tea, at(10)))).toBe('service-desk/no-consent');
    expect(code(mayBegin(granted, tea, at(30)))).toBe('service-desk/no-consent');
  });

  it('[VV-2.3.f] is ended by who connected, by who let him, by the head, and once', () => {
    expect([anna, tea, { person: 'rosa', head: true }].map((who) => code(mayEnd(running, who, at(50))))).toEqual([
      'done',
      'done',
      'done',
    ]);
    expect(code(mayEnd(running, other, at(50)))).toBe('service-desk/not-the-technician');
    const spoken = { ...running, requester: null };
    const nobody = { person: null, head: false };
    expect([
      code(mayEnd(spoken, nobody, at(50))),
      code(mayAnswer({ ...asked, requester: null }, nobody, at(10))),
    ]).toEqual(['service-desk/not-the-technician', 'service-desk/consent-of-another']);
    expect(code(mayEnd({ ...running, endedAt: at(20) }, tea, at(50)))).toBe('service-desk/session-over');
    expect(code(mayEnd(asked, tea, at(50)))).toBe('service-desk/session-over');
  });
});
