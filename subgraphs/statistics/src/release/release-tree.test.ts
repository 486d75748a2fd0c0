import { expect, it } from 'vitest';
import type { HubKnowledge } from './hub-knowledge.js';
import { coalitionsOf } from './release-tree.js';

const knowledge = (told: Partial<HubKnowledge>): HubKnowledge => ({
  ...{ sources: [], sharedNamnder: [], agreements: [], participating: new Set(), omraden: new Map() },
  ...told,
});
const performs = (performingKommunCode: string, homeKommunCode: string) => ({
  performingKommunCode,
  homeKommunCode,
});
const leaves = ['2034', '2039', '2061', '2062', '2080', '2081'];

it('a nämnd knows the figures of all its kommuner, and who performs for others those of their homes', () => {
  const told = knowledge({ sharedNamnder: [['2062', '2034']], agreements: [performs('2080', '2081')] });
  expect(coalitionsOf(told, leaves)).toEqual([
    ['2034', '2062'],
    ['2080', '2081'],
  ]);
});

it('a gemensam nämnd that performs for others knows its kommuner and theirs together', () => {
  const told = knowledge({
    sharedNamnder: [['2062', '2034', '2039']],
    agreements: [performs('2062', '2061'), performs('2062', '2081')],
  });
  expect(coalitionsOf(told, leaves)).toContainEqual(['2034', '2039', '2061', '2062', '2081']);
});
