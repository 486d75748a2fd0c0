/** One query to begin with per demo role, printed at start and shown in the README. */
export const welcomeQueries = [
  {
    role: 'region',
    title: 'Region: what is connected, how fresh it is and which order holds. No person data.',
    query:
      '{ kommuner(county: "20") { code name sources { system state asOf lastRun { finishedAt rowsRead rowsUsed rowsQuarantined rowsSkipped } } delegationOrder { version adoptedOn validFrom } } }',
  },
  {
    role: 'handlaggare',
    title:
      'Handläggare at the joint office: own cases and the queue of the eleven, each under its own delegation order.',
    query:
      '{ cases(first: 20) { totalCount nodes { kommun { name delegationOrder { version } } caseNumber status openedOn handlaggare { name } person { name birthYear } } pageInfo { hasNextPage endCursor } } }',
  },
  {
    role: 'region',
    title: 'Region asking for cases: refused with the code FORBIDDEN.',
    query: '{ cases(first: 1) { nodes { id } } }',
  },
  {
    role: 'it',
    title: 'Kommun IT in Falun: runs and counts of the own source, no content.',
    query:
      '{ sources(kommunCodes: ["2080"]) { id system state ageSeconds lastRun { state rowsRead rowsUsed rowsQuarantined rowsSkipped skipped { reason count } records inserted updated unchanged removed } } }',
  },
] as const;
