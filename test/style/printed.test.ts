import { expect, it } from 'vitest';
import { printedFiles } from '../../gateway/src/hub/printed-files.js';
import { readProjectFile } from './repository.js';

it.each([...printedFiles()])('%s is what the code prints (else: npm run print)', (file, text) => {
  expect(readProjectFile(file)).toBe(text);
});
