/**
 * The vocabulary of the product as closed sets. Every folder, screen and document uses these words.
 * Each set is a zod enum, so that the same line is the type and the check at the border.
 */
import { z } from 'zod';

/** What may be done to an app, mildest first. */
export const action = z.enum(['none', 'favour', 'hold-back', 'throttle', 'freeze', 'end']);
export type Action = z.infer<typeof action>;

/** Who decided. `learned` is the seat of the online model. */
export const tier = z.enum(['policy', 'cache', 'learned', 'llm', 'user']);
export type Tier = z.infer<typeof tier>;

/** How far the engine may go: say what it would do, ask first, or act within the guard. */
export const mode = z.enum(['observe', 'assist', 'autopilot']);
export type Mode = z.infer<typeof mode>;

/** Thresholds and check interval (5 s, 10 s, 30 s). */
export const strategy = z.enum(['aggressive', 'balanced', 'conservative']);
export type Strategy = z.infer<typeof strategy>;

/** One way to change how the kernel treats a program. */
export const lever = z.enum([
  'nice',
  'autogroupNice',
  'ioPriority',
  'schedPolicy',
  'affinity',
  'cpuWeight',
  'cpuMax',
  'ioWeight',
  'memoryHigh',
  'oomScore',
  'freeze',
  'signal',
  'scxScheduler',
]);
export type Lever = z.infer<typeof lever>;

/** Where a decision stands. */
export const decisionStatus = z.enum([
  'observed',
  'awaiting-approval',
  'applied',
  'refused',
  'undone',
  'reverted',
  'expired',
  'failed',
]);
export type DecisionStatus = z.infer<typeof decisionStatus>;

/** What a program is for. One list for policies, catalogue, verdicts and screens. */
export const category = z.enum([
  'system-core', // init, udev, logind, dbus, polkit
  'display', // compositor, display server, desktop shell
  'audio', // sound server, session manager of streams
  'input', // input methods, accessibility
  'network', // connection managers, resolvers, VPN
  'security', // authentication agents, keyrings, sshd
  'browser',
  'communication', // chat, calls, mail
  'office',
  'media-player',
  'media-creation', // recording, streaming, video, image and audio editing
  'game',
  'game-launcher',
  'ide', // editors and development environments
  'language-server',
  'terminal',
  'shell',
  'build', // compilers, linkers, build drivers
  'test-runner',
  'runtime', // interpreters whose purpose depends on what they run
  'database',
  'server',
  'container',
  'virtual-machine',
  'ai-model',
  'file-manager',
  'indexer',
  'sync',
  'backup',
  'updater',
  'package-manager',
  'telemetry',
  'monitor',
  'compression', // archivers and encoders run as a batch
  'scientific',
  'crypto-miner',
  'utility',
  'unknown',
]);
export type Category = z.infer<typeof category>;

/** Which provider answers questions about unknown programs. */
export const providerChoice = z.enum(['none', 'groq', 'ollama', 'auto']);
export type ProviderChoice = z.infer<typeof providerChoice>;

export const language = z.enum(['en', 'zh-CN']);
export type Language = z.infer<typeof language>;
