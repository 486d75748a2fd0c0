import type { Sample } from '@kommunhub/schema';
import type { Session } from '@kommunhub/subgraph-kit';

/** The month's sample of the nämnd, drawn now unless it has been; `isNew` tells which. */
export async function storeSample(
  session: Session,
  drawn: Sample & {
    readonly namndId: string;
    readonly at: Date;
    readonly issuer: string;
    readonly subject: string;
  },
): Promise<Sample & { readonly isNew: boolean }> {
  const [stored] = await session.query<Sample>(
    `insert into hub.samples (namnd_id, period, threshold, drawn_at, drawn_by_issuer, drawn_by_subject)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning period, threshold`,
    [drawn.namndId, drawn.period, drawn.threshold, drawn.at, drawn.issuer, drawn.subject],
  );
  if (stored !== undefined) return { ...stored, isNew: true };
  const [known] = await session.query<Sample>(
    'select period, threshold from hub.samples where namnd_id = $1 and period = $2',
    [drawn.namndId, drawn.period],
  );
  return { ...known!, isNew: false };
}
