import type { SendToSubgraph, SubgraphAnswer, SubgraphTransport } from './transport.js';

/** What there is to tell of one fetch; nothing of what was asked or answered. */
export interface FetchReport {
  subgraph: string;
  milliseconds: number;
  /** Errors in the answer; 1 when there was no answer. */
  errors: number;
  /** The caller's context, as the subgraph got it. */
  context: unknown;
}

/** The same transport, with each fetch timed and told of. */
export function timedTransport(
  subgraph: string,
  transport: SubgraphTransport,
  onFetch: (fetch: FetchReport) => void,
): SubgraphTransport {
  return {
    prepare: (operation) => timed(subgraph, transport.prepare(operation), onFetch),
    close: async () => transport.close?.(),
  };
}

function timed(
  subgraph: string,
  send: SendToSubgraph,
  onFetch: (fetch: FetchReport) => void,
): SendToSubgraph {
  return (call) => {
    const begun = performance.now();
    const tell = (errors: number): void =>
      onFetch({ subgraph, milliseconds: performance.now() - begun, errors, context: call.context });
    const answered = (answer: SubgraphAnswer): SubgraphAnswer => {
      // Not yet checked: a misbehaving subgraph may answer anything.
      const errors: unknown = answer?.errors;
      tell(Array.isArray(errors) ? errors.length : 0);
      return answer;
    };
    const failed = (cause: unknown): never => {
      tell(1);
      throw cause;
    };
    let answer: ReturnType<SendToSubgraph>;
    try {
      answer = send(call);
    } catch (cause) {
      return failed(cause);
    }
    return answer instanceof Promise ? answer.then(answered, failed) : answered(answer);
  };
}
