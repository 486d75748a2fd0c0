/** What goes back to the client. */
export interface Answer {
  readonly status: number;
  /** The content type; null where there is no body. */
  readonly type: string | null;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export const text = 'text/plain;charset=utf-8';
/** A value that is null has no body (Protocol 11.2.3). */
export const nothing: Answer = { status: 204, type: null, body: '' };
