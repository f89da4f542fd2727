/** Why the helper did not do what it was asked, in its own words and ours. org.brainkernel.Helper1.xml lists its errors. */
import { BusError } from '../../bus/session.ts';

export interface VerbFailure {
  /**
   * `gone`: the process has ended. `challenge`: a person has to confirm with a password. `dismissed`: the person closed
   * the dialog. `forbidden`: polkit says no. `protected`: the helper touches it for nobody. `later`: too many requests.
   * `lost`: the helper does not answer (any more).
   */
  readonly kind: 'gone' | 'challenge' | 'dismissed' | 'forbidden' | 'protected' | 'later' | 'lost' | 'failed';
  readonly reason: string;
}

const prefix = 'org.brainkernel.Helper1.Error.';

const kinds: Readonly<Record<string, VerbFailure['kind']>> = {
  NoSuchProcess: 'gone',
  StartTimeMismatch: 'gone',
  NoSuchUnit: 'gone',
  Protected: 'protected',
  NotAuthorized: 'forbidden',
  ChallengeNeeded: 'challenge',
  Dismissed: 'dismissed',
  RateLimited: 'later',
};

/** @param interactive a dialog was allowed: a challenge then means that nobody is there to show one */
export function verbFailureOf(error: unknown, interactive: boolean): VerbFailure {
  if (!(error instanceof BusError)) throw error;
  const { kind, errorName, message } = error;
  if (kind === 'timeout' && interactive) return { kind: 'dismissed', reason: 'nobody answered the password dialog' };
  if (kind !== 'remote' || errorName === null) return { kind: 'lost', reason: message };
  if (!errorName.startsWith(prefix)) {
    return isAbsence(errorName) ? { kind: 'lost', reason: message } : { kind: 'failed', reason: message };
  }
  const name = errorName.slice(prefix.length);
  if (name === 'ChallengeNeeded' && interactive) {
    return { kind: 'challenge', reason: 'a password is needed, and this session has no polkit agent to ask for it' };
  }
  return { kind: kinds[name] ?? 'failed', reason: message };
}

/** The bus says that nobody owns the name, or that its owner left before it answered. */
export const isAbsence = (errorName: string | null): boolean =>
  errorName === 'org.freedesktop.DBus.Error.ServiceUnknown' ||
  errorName === 'org.freedesktop.DBus.Error.NameHasNoOwner' ||
  errorName === 'org.freedesktop.DBus.Error.NoReply' ||
  errorName === 'org.freedesktop.DBus.Error.Disconnected';
