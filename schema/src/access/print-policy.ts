import { type Role, roles } from './caller.js';
import { isOfOwningGroup, isWithheldFromRole, withheldFields } from './field-rules.js';
import { fieldClasses, openTypes } from './person-level-fields.js';
import { policyVersion, purposesOf, type Reach, rightOf } from './policy.js';
import { type Resource, resources } from './resource.js';
import { ownNamndScope, uppdragScope } from './row-scope.js';
import { searchRules } from './search-rules.js';

const reaches: Readonly<Record<Reach, string>> = {
  ANY: 'alla',
  OWN_KOMMUN: 'egen kommun',
  OWN_NAMND: 'egen nämnd',
  GRANTED: 'enligt radregeln',
};

/** The whole policy as `schema/policy.md`: who may do what, on which rows, which fields and by which terms. */
export function printPolicy(): string {
  const codes = Object.keys(resources) as Resource[];
  return [
    '# Access policy',
    '',
    `Version ${policyVersion}. Printed from \`schema/src/access\`; what is not named here is nobody's.`,
    '',
    '## Roles and what they may do',
    '',
    table(
      ['right', ...roles],
      codes.map((code) => [code, ...roles.map((role) => cellOf(role, code))]),
    ),
    '',
    table(
      ['right', 'what it is'],
      codes.map((code) => [code, resources[code]]),
    ),
    '',
    '## Purposes and rows',
    '',
    'The first purpose is the ordinary one; the header `kommunhub-purpose` may only narrow those of the token.',
    '',
    table(
      ['role', 'purposes', 'rows of the own nämnd', 'rows under an uppdrag'],
      roles.map((role) => [
        role,
        purposesOf(role).join(', '),
        scopesOf(role, ownNamndScope),
        scopesOf(role, uppdragScope),
      ]),
    ),
    '',
    '## Fields',
    '',
    'Protected: withheld of a person with skyddade personuppgifter from everybody outside the owning group',
    `(${roles.filter((role) => isOfOwningGroup({ role, ground: 'OWN_NAMND' })).join(', ')} of the own nämnd, in ordinary work).`,
    'Fingerade uppgifter are treated as ordinary.',
    '',
    table(['field', 'class', 'protected', 'never for'], fieldRows()),
    '',
    '## Search terms',
    '',
    table(['term', 'right it needs'], Object.entries(searchRules)),
    '',
    '## Types that tell of no person',
    '',
    table(['type', 'right it is read under'], Object.entries(openTypes)),
    '',
  ].join('\n');
}

function cellOf(role: Role, resource: Resource): string {
  const right = rightOf(role, resource);
  if (right === undefined) return '';
  return [reaches[right.reach], ...(right.purposes ?? [])].join(' ');
}

function scopesOf(role: Role, scopeOf: typeof ownNamndScope): string {
  const tasks = (['LSS_HANDLAGGNING', 'SJUKLON'] as const).flatMap((task) => {
    const scope = scopeOf(role, task);
    return scope === null ? [] : [`${task} ${scope}`];
  });
  return tasks.join(', ');
}

function fieldRows(): string[][] {
  const outsider = { role: 'handlaggare', ground: 'AGREEMENT' } as const;
  return Object.entries(fieldClasses).flatMap(([type, classes]) => {
    const protectedFields = withheldFields(outsider, type, true);
    return Object.entries(classes).map(([field, fieldClass]) => [
      `${type}.${field}`,
      fieldClass,
      protectedFields.includes(field) ? 'withheld' : '',
      roles.filter((role) => isWithheldFromRole(role, type, field)).join(', '),
    ]);
  });
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
