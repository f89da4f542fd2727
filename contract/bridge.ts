/**
 * How the contract reaches a page of the desktop window. Nothing but texts crosses: they cost one copy where an object is
 * walked property by property (https://www.electronjs.org/docs/latest/api/context-bridge), and cannot carry a function.
 * No schema is imported here, so that the preload script stays as small as it looks.
 */

/** `window.brainkernel`, put there by the preload script. */
export interface Bridge {
  /** The JSON of a call's input in, the JSON of its envelope out. Rejects when nobody answers any more. */
  readonly call: (name: string, input: string) => Promise<string>;
  /** The JSON of `{listen:[names]}` or `{unlisten:[names]}`. */
  readonly tell: (request: string) => void;
  /** Every frame from now on, the JSON of `{stream, value, again?}`, to this listener and to no earlier one. */
  readonly hear: (listener: (frame: string) => void) => void;
}

export const bridgeName = 'brainkernel';

/**
 * The channels of Electron's IPC and what is sent on each. `page` is a name that every document makes up for itself, so
 * that nothing meant for one reaches the one that is loaded after it.
 */
export const channels = {
  /** page -> main, answered: name, input. */
  call: 'brainkernel:call',
  /** page -> main: page, the JSON of a request; or of `{"ack": stream}` for a frame that was heard; or `"opened"`, first of all. */
  streams: 'brainkernel:streams',
  /** main -> page: page, stream, frame. */
  frames: 'brainkernel:frames',
} as const;
