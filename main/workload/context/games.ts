/** Games that registered with GameMode: https://github.com/FeralInteractive/gamemode, com.feralinteractive.GameMode */
import type { LazyBus } from './session-bus.ts';

const service = 'com.feralinteractive.GameMode';
const path = '/com/feralinteractive/GameMode';

/** Pids of registered games; empty when GameMode does not run. It is never started for the question. */
export async function registeredGames(session: LazyBus): Promise<readonly number[]> {
  const bus = await session.get();
  if (bus === null) return [];
  try {
    if (!(await bus.nameHasOwner(service))) return [];
    const [games] = await bus.call(service, path, service, 'ListGames');
    if (!Array.isArray(games)) return [];
    return games.map((game: unknown) => (Array.isArray(game) ? Number(game[0]) : Number.NaN)).filter(isPid);
  } catch {
    // it left between the question and the answer
    return [];
  }
}

function isPid(pid: number): boolean {
  return Number.isSafeInteger(pid) && pid > 0;
}
