const c0 = process.cpuUsage();
const t0 = performance.now();
const { SecureHub } = await import('../support/secure-hub.js');

import { it } from 'vitest';

const c1 = process.cpuUsage(c0);
console.log('import cpu', (c1.user + c1.system) / 1e6, performance.now() - t0);
it('x', async () => {
  for (let i = 0; i < 3; i++) {
    const a = process.cpuUsage();
    const t = performance.now();
    const h = await SecureHub.start();
    const b = process.cpuUsage(a);
    console.log('start cpu', (b.user + b.system) / 1e6, performance.now() - t);
    const d = process.cpuUsage();
    await h.ask(await h.issuer.token(), '{ cases { nodes { id } } }');
    const e = process.cpuUsage(d);
    console.log('first ask', (e.user + e.system) / 1e6);
    await h.stop();
  }
});
