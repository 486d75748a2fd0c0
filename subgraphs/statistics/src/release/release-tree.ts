import { countyByCode, kommunByCode, kommuner } from '@kommunhub/schema';
import type { HubKnowledge } from './hub-knowledge.js';
import type { PlacedNode } from './release-content.js';

const regionForm = /^00\d{2}$/;

/**
 * The places of a release, each before those under it: all kommuner of every
 * county that the hub has a kommun of, so that a total over them tells whose
 * figures are missing.
 *
 * Who takes part in the joint work lies under its område, and the områden under
 * what the joint work is; all others lie under their län, and regions beside.
 */
export function releaseTree({ sources, participating, omraden }: HubKnowledge): readonly PlacedNode[] {
  const delivering = sources.flatMap(({ kommunCodes }) => kommunCodes);
  const regions = [...new Set(delivering.filter((code) => regionForm.test(code)))].toSorted();
  const known = [...new Set([...delivering, ...participating])].filter((code) => kommunByCode(code));
  const counties = new Set(known.map((code) => code.slice(0, 2)));
  const leaves = kommuner.map(({ code }) => code).filter((code) => counties.has(code.slice(0, 2)));
  const omradeOf = (code: string) => (participating.has(code) ? omraden.get(code) : undefined);
  const names = new Set(leaves.flatMap((code) => omradeOf(code) ?? []));
  const codes = codesOf([...names].toSorted(new Intl.Collator('sv').compare));
  const nodes: PlacedNode[] = [{ code: 'ALLA', parent: null, level: 'ALLA', name: 'Alla' }];
  if (codes.size > 0)
    nodes.push({ code: 'SAMVERKAN', parent: 'ALLA', level: 'SAMVERKAN', name: 'Samverkan om LSS' });
  const place = (group: PlacedNode, members: readonly string[]) => {
    if (members.length === 0) return;
    nodes.push(group);
    for (const code of members)
      nodes.push({ code, parent: group.code, level: 'KOMMUN', name: kommunByCode(code)?.name ?? code });
  };
  for (const [name, code] of codes) {
    place(
      { code, parent: 'SAMVERKAN', level: 'OMRADE', name },
      leaves.filter((leaf) => omradeOf(leaf) === name),
    );
  }
  for (const county of [...counties].toSorted()) {
    const others = leaves.filter((leaf) => leaf.startsWith(county) && omradeOf(leaf) === undefined);
    const isWhole = leaves.every((leaf) => !leaf.startsWith(county) || omradeOf(leaf) === undefined);
    const name = countyByCode(county)?.name ?? county;
    place(
      { code: `LAN_${county}`, parent: 'ALLA', level: 'LAN', name: isWhole ? name : `Övriga i ${name}` },
      others,
    );
  }
  for (const code of regions) {
    const county = countyByCode(code.slice(2))?.name ?? code;
    nodes.push({ code, parent: 'ALLA', level: 'REGION', name: `Regionen i ${county}` });
  }
  return nodes;
}

/** A code of its own for each name: ASCII, and told apart where two names give the same. */
function codesOf(names: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const codeOf = (name: string) => {
    const plain = name
      .normalize('NFD')
      .replaceAll(/\p{M}/gu, '')
      .toUpperCase()
      .replaceAll(/[^A-Z0-9]+/g, '_')
      .replaceAll(/^_|_$/g, '')
      .replace(/^OMRADE_/, '');
    for (let turn = 1; ; turn += 1) {
      const code = `OMRADE_${plain || 'X'}${turn === 1 ? '' : `_${turn}`}`;
      if (taken.has(code)) continue;
      taken.add(code);
      return code;
    }
  };
  return new Map(names.map((name) => [name, codeOf(name)]));
}

/**
 * Leaves that may know each other's exact figures: those of one nämnd, and who
 * performs with those it performs for; a gemensam nämnd that performs, all of both.
 */
export function coalitionsOf(
  { sharedNamnder, agreements }: HubKnowledge,
  leaves: readonly string[],
): readonly (readonly string[])[] {
  const byPerformer = new Map<string, Set<string>>();
  for (const { homeKommunCode, performingKommunCode } of agreements) {
    const own = sharedNamnder.filter((codes) => codes.includes(performingKommunCode)).flat();
    const group = byPerformer.get(performingKommunCode) ?? new Set([performingKommunCode, ...own]);
    byPerformer.set(performingKommunCode, group.add(homeKommunCode));
  }
  const isLeaf = new Set(leaves);
  const groups = [...sharedNamnder, ...byPerformer.values()].map((codes) =>
    [...new Set(codes)].filter((code) => isLeaf.has(code)).toSorted(),
  );
  const distinct = new Map(groups.filter(({ length }) => length > 1).map((group) => [group.join(), group]));
  return [...distinct.values()];
}
