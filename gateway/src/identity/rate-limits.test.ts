import { describe, expect, it } from 'vitest';
import { RateLimits } from './rate-limits.js';

const limits = (changes: Partial<ConstructorParameters<typeof RateLimits>[0]> = {}) =>
  new RateLimits({ perCaller: 2, perKey: 2, wrongKeysPerAddress: 2, ...changes });
const tooMuch = { code: 'RATE_LIMITED', retryAfterSeconds: expect.any(Number) };

describe('limits of rate', () => {
  it('count each caller of each issuer alone', async () => {
    const counting = limits();
    for (const issuer of ['a', 'b', 'a', 'b']) await counting.countCaller(issuer, 'kim');
    await expect(counting.countCaller('a', 'kim')).rejects.toMatchObject(tooMuch);
    await counting.countCaller('a', 'robin');
  });

  it('are none where the operator says 0', async () => {
    const counting = limits({ perCaller: 0, perKey: 0 });
    for (let request = 0; request < 10; request++) {
      await counting.countCaller('a', 'kim');
      await counting.countKey('khk-1');
    }
  });

  it('stop whoever guesses keys, at every address of the own network', async () => {
    const counting = limits();
    expect(await counting.countWrongKey('2001:db8::1')).toBe(false);
    expect(await counting.countWrongKey('2001:db8:0:0:ffff::2')).toBe(true);
    expect(await counting.countWrongKey('2001:db8::3')).toBe(false);
    await expect(counting.assertMayTryKey('2001:db8::3')).rejects.toMatchObject(tooMuch);
    await counting.assertMayTryKey('2001:db8:0:1::1');
    await counting.countWrongKey('192.0.2.1');
    await counting.assertMayTryKey('192.0.2.1');
    await counting.assertMayTryKey('192.0.2.2');
  });
});
