import { describe, expect, test } from 'vitest';
import { documentType, isPdf, plainFileName } from './file-given.ts';

describe('a file that somebody sent', () => {
  test('keeps its name without folders and what would end a header line', () => {
    expect(plainFileName('C:\\Documenti\\decreto n. 3.pdf')).toBe('decreto n. 3.pdf');
    expect(plainFileName('../../etc/passwd')).toBe('passwd');
    expect(plainFileName('a"b\r\nSet-Cookie: x.pdf')).toBe('a b Set-Cookie: x.pdf');
    expect(plainFileName('///')).toBe('documento');
    expect(plainFileName('\u0000', 'file')).toBe('file');
    expect(plainFileName(`${'x'.repeat(300)}.pdf`)).toHaveLength(200);
  });

  test('is what its bytes say, whatever its name', () => {
    expect(documentType(Buffer.from('\n%PDF-1.7'))).toBe('application/pdf');
    expect(documentType(Buffer.from([0x30, 0x82, 1, 2]))).toBe('application/pkcs7-mime');
    expect(documentType(Buffer.from('-----BEGIN PKCS7-----\nMII'))).toBe('application/pkcs7-mime');
    expect(documentType(Buffer.from('0 testo'))).toBeUndefined();
    expect(documentType(Buffer.alloc(0))).toBeUndefined();
    expect(isPdf(Buffer.concat([Buffer.from([0x30, 0x82, 1, 2]), Buffer.from('%PDF-1.7')]))).toBe(false);
    expect(isPdf(Buffer.from(`${' '.repeat(1024)}%PDF-1.7`))).toBe(false);
  });
});
