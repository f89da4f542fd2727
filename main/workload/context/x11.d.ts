/** The part of the `x11` package that is used here; it brings no declarations of its own. */
declare module 'x11' {
  import type { EventEmitter } from 'node:events';
  import type { Socket } from 'node:net';

  type Reply<T> = (error: Error | null | undefined, value: T) => void;

  interface Property {
    readonly type: number;
    readonly format: number;
    readonly data: Buffer;
  }

  interface XEvent {
    readonly name?: string;
    readonly wid?: number;
    readonly atom?: number;
  }

  /** X-Resource extension: the server's own knowledge of its clients. */
  interface ResourceExtension {
    readonly ClientIdMask: { readonly LocalClientPID: number };
    QueryClientIds(
      specs: readonly { readonly client: number; readonly mask: number }[],
      reply: Reply<readonly { readonly mask: number; readonly value: readonly number[] }[]>,
    ): void;
  }

  interface XClient extends EventEmitter {
    readonly stream?: Socket;
    /** Cache of InternAtom. */
    atoms: Record<string, number>;
    InternAtom(onlyIfExists: boolean, name: string, reply: Reply<number>): void;
    ChangeWindowAttributes(window: number, values: { readonly eventMask: number }): void;
    GetProperty(
      remove: 0,
      window: number,
      name: number,
      type: number,
      offset: number,
      length: number,
      reply: Reply<Property>,
    ): void;
    require(extension: 'res', reply: Reply<ResourceExtension>): void;
    terminate(): void;
    on(event: 'event', listener: (event: XEvent) => void): this;
    on(event: 'error', listener: (error: Error) => void): this;
    on(event: 'end', listener: () => void): this;
  }

  interface XDisplay {
    readonly client: XClient;
    readonly screen: readonly { readonly root: number }[];
  }

  export const eventMask: { readonly PropertyChange: number };
  export function createClient(
    options: { readonly display: string; readonly shm: false; readonly disableBigRequests: true },
    ready: (error: Error | null | undefined, display: XDisplay | undefined) => void,
  ): XClient;
}
