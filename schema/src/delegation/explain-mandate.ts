import { kommunByCode } from '../reference/index.js';
import { befattningTerms, type DecisionLevel, decisionLevelTerms, levelStep } from '../terms/index.js';
import { conditionInWords } from './condition-verdict.js';
import { decisionKinds } from './decision-kinds.js';
import type { MandateAnswer, MandateFact } from './mandate.js';
import type { MandateFinding } from './may-decide.js';
import type { DelegationPointRecord } from './order-record.js';

/** What every delegate has to see to: such matters may not be delegated. */
export const principleToConfirm =
  'KL 6 kap. 38 § p 3: ärendet är inte av principiell beskaffenhet eller annars av större vikt';

const factsInWords: Readonly<Record<MandateFact, string>> = {
  outcome: 'utfall',
  amount: 'belopp',
  hoursPerWeek: 'timmar per vecka',
  months: 'tid i månader',
  age: 'ålder',
  ownRegi: 'egen regi',
  withinFrameworkAgreement: 'ramavtal',
  withinGuideline: 'riktlinje',
  consulted: 'samråd',
  urgent: 'om ärendet är brådskande',
};

/** Puts a finding in words: the explanation, what to confirm and the lagrum it rests on. */
export function explainMandate(
  finding: MandateFinding,
): Pick<MandateAnswer, 'explanation' | 'toConfirm' | 'lagrum'> {
  return {
    explanation: [sentence(finding), ...remarks(finding)].join(' '),
    toConfirm: toConfirm(finding),
    lagrum: [...new Set([...(finding.tier?.points[0].lagrum ?? []), ...groundsOf(finding)])],
  };
}

function sentence(finding: MandateFinding): string {
  const { question, reason, tier, lowestLevel, version } = finding;
  const { kind, on, kommunCode, employerKommunCode } = question;
  const matter = `${decisionKinds[kind].name} (${kind})`;
  const who = whoIs(finding);
  const point = tier?.points[0] ?? null;
  const delegation = point === null ? '' : `delegerar till ${levelName(point.level)}${limits(point)}`;
  const where = point === null ? '' : place(point, finding);
  switch (reason) {
    case 'OK':
      if (point === null) return `Nämnden får alltid besluta: ${matter}.`;
      return `${who} får besluta: ${matter}, enligt ${where}, som ${delegation}.`;
    case 'INGEN_ORDNING':
      return `Ingen delegationsordning gäller den ${on}; nämnden beslutar: ${matter}.`;
    case 'EXTERN_UTAN_AVTAL':
      return `Inget avtal låter anställda i ${kommunName(employerKommunCode)} besluta för ${kommunName(kommunCode)} den ${on}: ${matter}.`;
    case 'EJ_DELEGERAD':
      return `${noPoint(finding)} i ordningen ${version} delegerar: ${matter}; nämnden beslutar.${urgentHint(finding)}`;
    case 'MOTSTRIDIGA_PUNKTER': {
      const numbers = (tier?.points ?? [])
        .map(({ number }) => number)
        .toReversed()
        .join(' och ');
      return `Punkterna ${numbers} i ordningen ${version} säger olika om nivån för samma sak: ${matter}. Säkert är det först hos ${levelName(lowestLevel)}.`;
    }
    case 'VILLKOR_BRUTET':
      return `${who} får inte besluta: ${matter}, ${hindrances(finding)}. ${lowest(lowestLevel)}`;
    case 'FEL_NIVA': {
      return `${who} ${refusal(finding)}: ${matter}; ${where} ${delegation}. ${lowest(lowestLevel)}`;
    }
  }
}

function refusal({ question, acting }: MandateFinding): string {
  if (acting !== null) return 'får inte besluta';
  return question.level === 'ORDFORANDE_BRADSKANDE'
    ? 'får besluta bara när ärendet är brådskande (KL 6 kap. 39 §), vilket inte är uppgivet'
    : 'har ingen beslutsnivå och får inte besluta';
}

function urgentHint({ missing }: MandateFinding): string {
  return missing.includes('urgent')
    ? ' En punkt gäller brådskande ärenden (KL 6 kap. 39 §); uppgift om det saknas.'
    : '';
}

function noPoint({ isExternal, question }: MandateFinding): string {
  if (!isExternal) return 'Ingen punkt';
  return `Ingen punkt för anställda i ${kommunName(question.employerKommunCode)}`;
}

function whoIs({ question, acting, isExternal, ground }: MandateFinding): string {
  const title =
    question.level !== null
      ? decisionLevelTerms[question.level].name
      : question.role !== null
        ? befattningTerms[question.role].name
        : acting === null
          ? 'Den som beslutar'
          : decisionLevelTerms[acting].name;
  const employed = isExternal ? `${title} i ${kommunName(question.employerKommunCode)}` : title;
  if (ground === 'DEPUTY') return `${employed} som ersättare`;
  return ground === 'SUB_DELEGATION' ? `${employed} genom vidaredelegation` : employed;
}

function place(point: DelegationPointRecord, { version }: MandateFinding): string {
  const words = point.kindText === null ? '' : ` ("${point.kindText}")`;
  return `punkt ${point.number}${words} i ordningen ${version}`;
}

function levelName(level: DecisionLevel): string {
  const name = decisionLevelTerms[level].name;
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}

function limits({ conditions }: DelegationPointRecord): string {
  if (conditions.length === 0) return '';
  return ` (${conditions.map(conditionInWords).join('; ')})`;
}

function hindrances({ tier, missing, version }: MandateFinding): string {
  const broken = tier?.broken ?? [];
  const point = tier?.points[0];
  const parts = [
    ...(broken.length > 0 ? [`villkor brutna: ${broken.map(conditionInWords).join('; ')}`] : []),
    ...(missing.length > 0
      ? [`uppgift saknas om ${missing.map((fact) => factsInWords[fact]).join(', ')}`]
      : []),
  ];
  return `${parts.join(' och ')} (punkt ${point?.number} i ordningen ${version})`;
}

function lowest(level: DecisionLevel): string {
  return level === 'NAMND'
    ? 'Nämnden beslutar.'
    : `Lägsta nivå som får besluta, om villkoren hålls: ${levelName(level)}.`;
}

/** What else the deciding point says that bears on the mandate. */
function remarks({ tier, reason, ground, acting }: MandateFinding): string[] {
  const point = tier?.points[0];
  if (point === undefined) return [];
  const said: string[] = [];
  if (point.delegate !== null) said.push(`Delegat: ${point.delegate}.`);
  if (point.deputy !== null && ground !== 'DEPUTY')
    said.push(`Ersättare när delegaten är borta: ${point.deputy}.`);
  if (point.subDelegation && point.level !== 'FORVALTNINGSCHEF') {
    said.push(
      'Punkten medger vidaredelegation, som bara en förvaltningschef får ges (KL 7 kap. 6 §); delegatens eget mandat består.',
    );
  } else if (point.subDelegation && reason === 'FEL_NIVA' && (acting === null || levelStep(acting) < 5)) {
    said.push('Förvaltningschefen kan ha vidaredelegerat beslutet (KL 7 kap. 6 §).');
  }
  if (point.note !== null) said.push(`Anmärkning: ${point.note}.`);
  return said;
}

function toConfirm({ reason, tier, ground }: MandateFinding): readonly string[] {
  if (reason !== 'OK') return reason === 'VILLKOR_BRUTET' ? (tier?.toConfirm ?? []) : [];
  const point = tier?.points[0];
  const byGround =
    ground === 'DEPUTY'
      ? [
          `Ersättare: ordinarie delegat är borta och beslutsfattaren är den som ordningen anger (${point?.deputy})`,
        ]
      : ground === 'SUB_DELEGATION'
        ? ['KL 7 kap. 6 §: förvaltningschefens vidaredelegation är given före beslutet']
        : [];
  return [...(tier?.toConfirm ?? []), ...byGround, principleToConfirm];
}

/** The provisions that let the delegate decide at all. */
function groundsOf({ tier, isExternal, ground, reason }: MandateFinding): string[] {
  if (reason === 'EXTERN_UTAN_AVTAL') return ['KL 9 kap. 37 §'];
  const level = tier?.points[0].level ?? null;
  if (level === null) return ['KL 6 kap. 37 §'];
  if (level === 'ORDFORANDE_BRADSKANDE') return ['KL 6 kap. 39 §'];
  const byElected = level === 'ORDFORANDE' || level === 'UTSKOTT' || level === 'NAMND';
  return [
    ...(isExternal ? ['KL 9 kap. 37 §'] : []),
    byElected ? 'KL 6 kap. 37 §' : 'KL 7 kap. 5 §',
    ...(ground === 'SUB_DELEGATION' ? ['KL 7 kap. 6 §'] : []),
  ];
}

function kommunName(code: string | null): string {
  return (code === null ? undefined : kommunByCode(code)?.name) ?? 'okänd kommun';
}
