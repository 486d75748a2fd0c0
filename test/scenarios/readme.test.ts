import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { projectFiles, readProjectFile, root } from '../style/repository.js';
import { type DemoHub, startDemoHub } from '../support/demo-hub.js';

let hub: DemoHub;
beforeAll(async () => {
  hub = await startDemoHub();
});
afterAll(() => hub?.stop());

it('the query of the README gets the answer of the README', async () => {
  const readme = readProjectFile('README.md');
  const body = /-d '(\{.*\})'/.exec(readme)?.[1] ?? '';
  const answer = /```json\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  const { query } = JSON.parse(body);
  const { data } = await hub.ask('region', query);
  expect({ data }).toEqual(JSON.parse(answer));
});

it('the README fits one screen', () => {
  expect(readProjectFile('README.md').split('\n').length).toBeLessThanOrEqual(60);
});

it('every link between the documents leads somewhere', () => {
  const lost = projectFiles()
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) =>
      [...readProjectFile(file).matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
        .map((match) => match[1] ?? '')
        .filter((target) => !existsSync(join(root, dirname(file), target)))
        .map((target) => `${file}: ${target}`),
    );
  expect(lost).toEqual([]);
});
