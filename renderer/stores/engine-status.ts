import { create } from 'zustand';
import type { EngineStatus } from '../../contract/engine.ts';

/** The engine's status as it said it last; null before the first word. */
export const useEngineStatus = create<{ readonly status: EngineStatus | null }>(() => ({ status: null }));

export const receiveStatus = (status: EngineStatus): void => useEngineStatus.setState({ status });
