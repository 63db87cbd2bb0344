import { describe, expect, it } from 'vitest';
import { readWantedSecret, wantedSecretLink } from './wanted-secret';

const read = (link: string) => readWantedSecret(new URL(link, 'http://studio').searchParams);

describe('a secret that a page misses', () => {
  it('is read from the link that asks for it', () => {
    const wanted = {
      name: 'SERVICE_TOKEN',
      grants: { tools: ['http-request'], hosts: ['127.0.0.1:80'], providers: ['akash'] },
      back: '/deployments/new?target=flow:1',
    };
    expect(read(wantedSecretLink(wanted))).toEqual(wanted);
    expect(read(wantedSecretLink({ name: 'A' }))).toEqual({
      name: 'A',
      grants: { tools: [], hosts: [], providers: [] },
    });
    expect(read('/vault')).toBeUndefined();
  });

  it.each([
    'https://elsewhere.example',
    '//elsewhere.example',
    '/\\elsewhere.example',
    'javascript:alert(1)',
  ])('leads back to a page of the studio and never to %s', (back) => {
    expect(read(`/vault?add=A&back=${encodeURIComponent(back)}`)?.back).toBeUndefined();
  });
});
