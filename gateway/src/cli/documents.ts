const runFields = `id sourceId state startedAt finishedAt rowsRead rowsUsed rowsQuarantined rowsSkipped
  skipped { reason count } records inserted updated unchanged removed
  removedByKind { kind count } removalsWithheld { kind count } replay rowsSettled errorCode errorMessage`;

const octoberFields = `year referenceDate deadline responsibleKommun { code name } namnd { id name } knownOn interruptions
  personCount isAsApproved changedRows totals { column sex persons }
  checks { code severity text remedy insats personCount }
  comparison { origin changes { insats persons lastYear percent isNotable } }
  approval { approvedAt approvedBy knownOn accepted note personCount }
  kommunReport { isComplete personCount sharedPersonCount
    parts { namnd { id name } approvedAt personCount } }`;

/** What the commands ask a running hub: shipped with it, and so always admitted by it. */
export const documents = {
  startSync: `mutation StartSync($sourceId: ID!) { startSync(sourceId: $sourceId) { ${runFields} } }`,
  replay: `mutation ReplayQuarantine($sourceId: ID!) { replayQuarantine(sourceId: $sourceId) { ${runFields} } }`,
  runToAccept: 'query RunToAccept($id: ID!) { syncRun(id: $id) { sourceId } }',
  acceptRun: `mutation AcceptRun($id: ID!) { acceptRun(id: $id) { ${runFields} } }`,
  followRun: `query FollowRun($id: ID!) { syncRun(id: $id) { ${runFields} } }`,
  sourceStatus: `query SourceStatus($kommunCodes: [ID!]) {
    sources(kommunCodes: $kommunCodes) { id system state asOf ageSeconds lastRun { finishedAt rowsRead rowsQuarantined } }
  }`,
  reportedSources: 'query ReportedSources { sources { id system namnd { name } asOf } }',
  latestRuns: `query LatestRuns { sources { id lastRun { ${runFields} } } }`,
  quarantine: `query Quarantine($sourceId: ID!) {
    quarantine: quarantineCounts(sourceId: $sourceId) { file sheet column reason remedy rows firstRow since }
    unmappedCodes(sourceId: $sourceId) { table column value rows nearestLocal nearestCode }
  }`,
  importDelegationOrder: `mutation ImportDelegationOrder($csv: String!, $dryRun: Boolean!) {
    importDelegationOrder(csv: $csv, dryRun: $dryRun) {
      orders { version pointCount unmappedCount fate }
      faults { row column code message }
    }
  }`,
  auditPersonIds:
    'query AuditPersonIds($personnummer: String!) { auditPersonIds(personnummer: $personnummer) }',
  auditEntries: `query AuditEntries($personId: ID!, $after: String) {
    auditEntries(personId: $personId, first: 500, after: $after) {
      nodes { id at kommunCode namnd { id name } operationId operationName issuer subject role purpose ground uppdragId entity ids fields }
      pageInfo { hasNextPage endCursor }
    }
  }`,
  auditReview: `query AuditReview($from: Date!, $to: Date!) {
    auditReview(from: $from, to: $to) {
      kommunCode from to
      callers { issuer subject role operations persons outsideHours breakGlass misses otherNamnder isOutlier }
    }
  }`,
  submitSjuklon: `mutation SubmitSjuklon($input: SjuklonInput!, $key: ID!) {
    submitSjuklon(input: $input, idempotencyKey: $key) {
      id status calculatedAmount requestedAmount missing calculation { cuts { code } warnings { code } }
    }
  }`,
  calculateSjuklon: `query CalculateSjuklon($input: SjuklonInput!) {
    calculateSjuklon(input: $input) { amount requested outcome cuts { code } warnings { code } }
  }`,
  sjuklonLetter: `query SjuklonLetter($id: ID!, $deciderName: String, $withPdf: Boolean!) {
    sjuklon(id: $id) { decisionLetter(deciderName: $deciderName) { text pdf @include(if: $withPdf) } }
  }`,
  sjuklonPayments: `query SjuklonPayments($kommunCode: ID!, $from: Date, $to: Date, $status: SjuklonStatus!) {
    sjuklonPayments(kommunCode: $kommunCode, attestedFrom: $from, attestedTo: $to, status: $status) {
      csv count total claimIds
    }
  }`,
  octoberReport: `query OctoberReport($kommunCode: ID!, $year: Int!, $namndId: ID, $knownOn: Date, $interruptions: OctoberInterruptions) {
    octoberReport(kommunCode: $kommunCode, year: $year, namndId: $namndId, knownOn: $knownOn, interruptions: $interruptions) {
      ${octoberFields}
    }
  }`,
  octoberRows: `query OctoberRows($kommunCode: ID!, $year: Int!, $namndId: ID, $knownOn: Date, $interruptions: OctoberInterruptions, $after: String) {
    octoberReport(kommunCode: $kommunCode, year: $year, namndId: $namndId, knownOn: $knownOn, interruptions: $interruptions) {
      rows(first: 500, after: $after) {
        nodes { person { personnummer withheld } personkrets columns boendekommun { code } isReportedElsewhere }
        pageInfo { hasNextPage endCursor }
      }
    }
  }`,
  approveOctober: `mutation ApproveOctoberReport($kommunCode: ID!, $year: Int!, $namndId: ID, $knownOn: Date,
      $interruptions: OctoberInterruptions, $accept: [OctoberCheckCode!], $note: String) {
    approveOctoberReport(kommunCode: $kommunCode, year: $year, namndId: $namndId, knownOn: $knownOn,
      interruptions: $interruptions, accept: $accept, note: $note) { ${octoberFields} }
  }`,
  withdrawOctober: `mutation WithdrawOctoberApproval($kommunCode: ID!, $year: Int!, $namndId: ID, $reason: String!) {
    withdrawOctoberApproval(kommunCode: $kommunCode, year: $year, namndId: $namndId, reason: $reason) { ${octoberFields} }
  }`,
  whoAmI: 'query WhoAmI { viewer { subject role namndId } }',
} as const;
