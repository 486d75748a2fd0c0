import { HubError } from '@kommunhub/schema';
import { type DocumentNode, parse, print } from 'graphql';
import { normalisedHash } from './normalised-hash.js';
import { folderState, readOperations } from './operation-folder.js';

export interface RegisteredOptions {
  readonly folder: string;
  /** Texts that are admitted beside those of the folder. */
  readonly shipped: readonly string[];
  /** Told when the folder has been read again, or when it cannot be read: what was known stays in force then. */
  readonly onReread: (outcome: { readonly count: number } | { readonly error: unknown }) => void;
}

const lookAgainMs = 1_000;

/**
 * The operations that may be asked where nothing else may, as they lie in the folder now:
 * it is looked at every second, so that no restart is needed.
 */
export class RegisteredOperations {
  readonly #options: RegisteredOptions;
  readonly #shipped: ReadonlySet<string>;
  /** Apollo Server hands over the same document for the same text: it is printed once. */
  readonly #hashes = new WeakMap<DocumentNode, string>();
  #registered: ReadonlySet<string> = new Set();
  /** By the name under which each lies in the folder. */
  #texts: ReadonlyMap<string, string> = new Map();
  #state: string | undefined;
  #failure = '';
  #clock: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;

  private constructor(options: RegisteredOptions) {
    this.#options = options;
    this.#shipped = new Set(options.shipped.map((text) => normalisedHash(parse(text))));
  }

  /** Reads the folder, and goes on looking at it until {@link stop}. @throws ConfigError when it cannot be read. */
  static async open(options: RegisteredOptions): Promise<RegisteredOperations> {
    const operations = new RegisteredOperations(options);
    await operations.#read();
    operations.#clock = setInterval(() => {
      operations.#looking ??= operations.#lookAgain().finally(() => {
        operations.#looking = undefined;
      });
    }, lookAgainMs).unref();
    return operations;
  }

  /** @throws HubError OPERATION_NOT_REGISTERED. */
  admit({ document }: { readonly document: DocumentNode }): void {
    const hash = this.#hashes.get(document) ?? normalisedHash(document);
    this.#hashes.set(document, hash);
    if (this.#registered.has(hash) || this.#shipped.has(hash)) return;
    throw new HubError(
      'OPERATION_NOT_REGISTERED',
      'Only registered operations are answered here, and this one is not; the operator registers it with "npx kommunhub operations register".',
    );
  }

  /** The text of the operation registered under the name; null when there is none. */
  textOf(name: string): string | null {
    return this.#texts.get(name) ?? null;
  }

  async stop(): Promise<void> {
    clearInterval(this.#clock);
    await this.#looking;
  }

  async #lookAgain(): Promise<void> {
    try {
      if (await this.#read()) this.#options.onReread({ count: this.#registered.size });
      this.#failure = '';
    } catch (error) {
      const failure = String(error);
      if (failure !== this.#failure) this.#options.onReread({ error });
      this.#failure = failure;
    }
  }

  /** Says whether there was anything new. */
  async #read(): Promise<boolean> {
    const state = await folderState(this.#options.folder);
    if (state === this.#state) return false;
    const stored = await readOperations(this.#options.folder);
    this.#registered = new Set(
      stored.flatMap(({ document }) => (document ? [normalisedHash(document)] : [])),
    );
    this.#texts = new Map(
      stored.flatMap(({ name, document }) => (document ? [[name, print(document)] as const] : [])),
    );
    this.#state = state;
    return true;
  }
}
