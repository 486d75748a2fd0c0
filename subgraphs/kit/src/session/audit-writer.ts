import type { AuditSink } from '@kommunhub/schema';
import type { ClientBase } from 'pg';

/** Writes to `audit.entries` on the connection whose transaction holds the read. */
export const databaseAuditSink: AuditSink<ClientBase> = {
  async record(connection, entries) {
    const rows = entries.map(({ caller, ...entry }) => ({
      kommun_code: entry.kommunCode,
      namnd_id: entry.namndId,
      operation_id: caller.operationId,
      operation_name: caller.operationName,
      issuer: caller.issuer,
      subject: caller.subject,
      role: caller.role,
      purpose: caller.purpose,
      ground: entry.ground,
      uppdrag_id: entry.uppdragId,
      entity: entry.entity,
      ids: entry.ids,
      fields: entry.fields,
    }));
    await connection.query(
      `insert into audit.entries (kommun_code, namnd_id, operation_id, operation_name, issuer, subject, role,
              purpose, ground, uppdrag_id, entity, ids, fields)
       select kommun_code, namnd_id, operation_id, operation_name, issuer, subject, role,
              purpose, ground, uppdrag_id, entity, ids, fields
         from jsonb_to_recordset($1::jsonb) as entry (kommun_code text, namnd_id text, operation_id text,
              operation_name text, issuer text, subject text, role text, purpose text, ground text,
              uppdrag_id uuid, entity text, ids text[], fields text[])`,
      [JSON.stringify(rows)],
    );
  },
};
